import { expect } from "chai";
import { observeEntries } from "../../src/rules/observeEntries.ts";
import { marketRows } from "./marketRows.ts";
import { smallRules } from "./smallRules.ts";
import type { Entries } from "../../src/rules/observeEntries.ts";

const RULES = { size: 2, enterRank: 1, leaveRank: 3, maximumWeight: "0.6", entryObservations: 2 };

function entriesOf(
  weeks: readonly Readonly<Record<string, number>>[],
  barred: readonly string[] = [],
  changes: object = {},
): Entries {
  return observeEntries({
    rules: smallRules({ ...RULES, ...changes }),
    history: weeks.map((caps) => ({ date: "2030-01-07", rows: marketRows(caps) })),
    barred: (id) => barred.includes(id),
  });
}

const CAPS = { a: 400, b: 300, c: 200, d: 100 };

describe("observeEntries", () => {
  it("lets enter who ranked at the buffer's end, and confirms who ranked at its beginning", () => {
    const { mayEnter, isConfirmed } = entriesOf([CAPS]);
    expect(["a", "b", "c", "d"].filter(mayEnter)).to.deep.equal(["a", "b", "c"]);
    expect(["a", "b", "c", "d"].filter(isConfirmed)).to.deep.equal(["a"]);
    expect(mayEnter("unknown")).to.equal(false);
  });

  it("asks only for as many earlier readings as the rules do, and each of them", () => {
    const first = { d: 400, c: 300, b: 200, a: 100 };
    expect(entriesOf([first, CAPS]).mayEnter("a")).to.equal(true);
    const three = entriesOf([first, CAPS], [], { entryObservations: 3 });
    expect([three.mayEnter("a"), three.mayEnter("b")]).to.deep.equal([false, true]);
    expect(entriesOf([], [], { entryObservations: 3 }).mayEnter("a")).to.equal(true);
  });

  it("ranks nobody who is barred or has no market cap, and breaks ties by id", () => {
    expect(entriesOf([CAPS], ["a"]).isConfirmed("b")).to.equal(true);
    expect(entriesOf([{ ...CAPS, a: 0 }]).isConfirmed("b")).to.equal(true);
    expect(entriesOf([{ ...CAPS, d: 0 }], ["a"]).mayEnter("d")).to.equal(false);
    const even = entriesOf([{ b: 100, a: 100, c: 100 }]);
    expect(["a", "b", "c"].filter(even.isConfirmed)).to.deep.equal(["a"]);
  });
});
