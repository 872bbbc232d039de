import { expect } from "chai";
import { selectComponents } from "../../src/rules/selectComponents.ts";
import { topRules } from "../../src/rules/topRules.ts";
import { marketRows } from "./marketRows.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import type { Selection, SelectionInputs } from "../../src/rules/selectComponents.ts";

const rules = smallRules(); // size 4, enters at rank 3, leaves below rank 5
const seven = marketRows({ a: 700, b: 600, c: 500, d: 400, e: 300, f: 200, g: 100 });

function select(changes: Partial<SelectionInputs>): Selection {
  return selectComponents({ rows: seven, excluded: new Set(), held: [], rules, ...changes });
}

function idsOf(selection: Selection): string[] {
  return selection.selected.map(({ id }) => id);
}

describe("selectComponents", () => {
  it("takes the largest where nothing is held", () => {
    const selection = select({});
    expect(selection.selected.map(({ id, rank, held }) => [id, rank, held])).to.deep.equal([
      ["a", 1, false],
      ["b", 2, false],
      ["c", 3, false],
      ["d", 4, false],
    ]);
    expect([selection.missing, selection.leaving]).to.deep.equal([[], []]);
  });

  it("keeps a held component within the buffer before a better rank that is not held", () => {
    expect(idsOf(select({ held: ["a", "b", "c", "e"] }))).to.deep.equal(["a", "b", "c", "e"]);
  });

  it("lets a held component go below the buffer", () => {
    const selection = select({ held: ["a", "b", "c", "f"] });
    expect([idsOf(selection), selection.leaving]).to.deep.equal([["a", "b", "c", "d"], ["f"]]);
  });

  it("lets the worst held component give way to one that enters", () => {
    const selection = select({ held: ["a", "b", "d", "e"] });
    expect([idsOf(selection), selection.leaving]).to.deep.equal([["a", "b", "c", "d"], ["e"]]);
  });

  it("passes over excluded ids, the settlement id and unknown caps", () => {
    const rows = marketRows({
      "usd-coin": 9000,
      wrapped: 8000,
      a: 700,
      b: 600,
      unknown: 0,
      c: 500,
      d: 400,
    });
    const selection = select({ rows, excluded: new Set(["wrapped"]), held: ["usd-coin", "a"] });
    expect(idsOf(selection)).to.deep.equal(["a", "b", "c", "d"]);
    expect([selection.missing, selection.leaving]).to.deep.equal([[], []]);
  });

  it("keeps a held component that is missing from the rows, in one of the places", () => {
    const selection = select({ held: ["a", "b", "gone", "c"] });
    expect([idsOf(selection), selection.missing, selection.leaving]).to.deep.equal([
      ["a", "b", "c"],
      ["gone"],
      [],
    ]);
  });

  it("takes a held component with an unknown cap for missing", () => {
    const selection = select({ rows: [...marketRows({ zero: 0 }), ...seven], held: ["zero"] });
    expect([selection.missing, selection.leaving]).to.deep.equal([["zero"], []]);
  });

  it("lets a held component go once it is excluded, even if it is missing", () => {
    const selection = select({ held: ["a", "gone"], excluded: new Set(["a", "gone"]) });
    expect([selection.missing, selection.leaving]).to.deep.equal([[], ["a", "gone"]]);
  });

  it("takes all where fewer are eligible than it wants", () => {
    expect(idsOf(select({ rows: seven.slice(0, 2) }))).to.deep.equal(["a", "b"]);
  });

  it("selects nothing where missing components fill every place", () => {
    const selection = select({ held: ["v", "w", "x", "y", "z"] });
    expect([idsOf(selection), selection.missing.length]).to.deep.equal([[], 5]);
  });

  it("lists what it selects by rank, also where a held component came before a better rank", () => {
    const selection = select({
      held: ["f"],
      rules: smallRules({ size: 5, leaveRank: 6, enterRank: 3 }),
    });
    expect(idsOf(selection)).to.deep.equal(["a", "b", "c", "d", "f"]);
  });

  it("breaks ties by id, whatever the order of the rows", () => {
    const rows = marketRows({ d: 5, b: 5, e: 5, a: 5, c: 5 });
    expect(idsOf(select({ rows }))).to.deep.equal(["a", "b", "c", "d"]);
    expect(select({ rows: rows.toReversed() })).to.deep.equal(select({ rows }));
  });

  it("is exact in size and true to the buffer for many markets", () => {
    const random = seededRandom(7n);
    const hundred = topRules(100, "leader-coin");
    for (let run = 0; run < 60; run += 1) {
      const rows = marketRows(
        Object.fromEntries(
          Array.from({ length: 160 }, (_, index) => [`coin-${index}`, 1 + Number(random(500n))]),
        ),
      );
      const held = Array.from({ length: 170 }, (_, index) => `coin-${index}`).filter(
        () => random(2n) === 0n,
      );
      const { selected, missing, leaving } = selectComponents({
        rows,
        excluded: new Set(),
        held,
        rules: hundred,
      });
      expect(selected.length + missing.length).to.equal(100);
      expect(missing.every((id) => Number(id.slice(5)) >= 160)).to.equal(true);
      const chosen = new Set(selected.map(({ id }) => id));
      expect(
        held.every((id) => chosen.has(id) || missing.includes(id) || leaving.includes(id)),
      ).to.equal(true);
      const byCap = rows
        .toSorted((a, b) =>
          a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
        )
        .map(({ id }) => id);
      expect(byCap.slice(0, 80).every((id) => chosen.has(id))).to.equal(true);
      // Nobody from below the entry rank comes in while a held component within the buffer has to go.
      const filledUp = selected.some(({ held: wasHeld, rank }) => !wasHeld && rank > 80);
      if (filledUp) expect(leaving.every((id) => byCap.indexOf(id) >= 120)).to.equal(true);
    }
  });
});
