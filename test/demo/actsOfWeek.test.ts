import { expect } from "chai";

import { actsOfWeek } from "../../demo/actsOfWeek.ts";

/** Everything that people do in so many weeks, as "person kind". */
function actsOf(weeks: number): string[] {
  return Array.from({ length: weeks }, (_, week) => actsOfWeek(week, weeks))
    .flat()
    .map(({ person, kind }) => `${person} ${kind}`);
}

describe("actsOfWeek", () => {
  it("has three people, and all of buying, selling, issuing and redeeming, within eight weeks", () => {
    const acts = actsOf(8);
    expect(new Set(acts.map((act) => act.split(" ")[0]))).to.deep.equal(new Set(["0", "1", "2"]));
    expect(new Set(acts.map((act) => act.split(" ")[1]))).to.deep.equal(
      new Set(["buys", "sells", "issues", "redeems"]),
    );
  });

  it("lets nobody go out before coming in", () => {
    for (const weeks of [8, 22, 52]) {
      const inside = new Set<string>();
      for (const act of actsOf(weeks)) {
        const [person = "", kind = ""] = act.split(" ");
        if (kind === "buys" || kind === "issues") inside.add(person);
        else expect(inside.has(person), `${weeks} weeks, ${act}`).to.equal(true);
      }
    }
  });

  it("ends with one who sells all and one who redeems all", () => {
    for (const weeks of [2, 8, 52])
      expect(actsOfWeek(weeks - 1, weeks)).to.deep.equal([
        { person: 0, kind: "sells", part: [1n, 1n] },
        { person: 1, kind: "redeems", part: [1n, 1n] },
      ]);
  });

  it("leaves the first week to the index", () => {
    expect(actsOfWeek(0, 1)).to.deep.equal([]);
    expect(actsOfWeek(0, 52)).to.deep.equal([]);
  });
});
