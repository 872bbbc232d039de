import { expect } from "chai";

import { applyEdit } from "@sheaf/mutate/applyEdit";
import type { OperatorName } from "@sheaf/mutate/mutant";
import { changeOf, mutantsIn, TINY_FILE, tinySource } from "./tinySource.ts";

/** What an operator makes of a function body. */
const CASES: readonly (readonly [
  operator: OperatorName,
  title: string,
  body: string,
  changes: readonly string[],
])[] = [
  [
    "delete-require",
    "takes a requirement away",
    "require(a > b, Off(a, b)); total = a;",
    ["require(a > b, Off(a, b)); -> "],
  ],
  [
    "delete-require",
    "leaves a block where the grammar wants a statement",
    "if (a > b) require(b > 1);",
    ["require(b > 1); -> {}"],
  ],
  [
    "flip-rounding",
    "turns a named direction",
    "total = Math.mulDiv(a, b, a, Math.Rounding.Ceil);",
    ["Ceil -> Floor"],
  ],
  [
    "flip-rounding",
    "rounds up what rounds down in silence",
    "total = Math.mulDiv(a, b, a);",
    [" -> , Math.Rounding.Ceil"],
  ],
  ["swap-comparison", "moves and turns a bound", "if (a < b) total = a;", ["< -> <=", "< -> >="]],
  ["swap-comparison", "turns an equality", "if (a == b) total = a;", ["== -> !="]],
  [
    "swap-comparison",
    "finds the operator behind parentheses",
    "if ((a + b) >= (b)) total = a;",
    [">= -> >", ">= -> <"],
  ],
  [
    "swap-plus-minus",
    "adds what was subtracted",
    "total = a - b; total += a;",
    ["- -> +", "+= -> -="],
  ],
  ["swap-plus-minus", "counts the other way", "++total;", ["++ -> --"]],
  ["swap-plus-minus", "loses a sign", "int256 c = -int256(a); total = uint256(c);", ["- -> "]],
  ["swap-plus-minus", "leaves the step of a loop", "for (uint256 i; i < a; ++i) total = i;", []],
  [
    "nudge-constant",
    "is one off, both ways",
    "total = 2 days;",
    ["2 days -> (2 days + 1)", "2 days -> (2 days - 1)"],
  ],
  ["nudge-constant", "makes one of nothing", "total = 0;", ["0 -> 1"]],
  ["nudge-constant", "leaves names in hexadecimals", "total = 0x1f;", []],
  ["drop-emit", "tells nothing", "emit Moved(to, a, b);", ["emit Moved(to, a, b); -> "]],
  ["drop-call", "makes no external call", "token.transfer(to, a);", ["token.transfer(to, a); -> "]],
  [
    "drop-call",
    "keeps a call whose result is used",
    "bool done = token.transfer(to, a); total = done ? a : b;",
    [],
  ],
  ["swap-arguments", "swaps neighbours of one type", "emit Moved(to, a, b);", ["a, b -> b, a"]],
  [
    "swap-arguments",
    "swaps over an argument of another type",
    "Pair memory p = Pair(a, to, b); total = p.first;",
    ["a, to, b -> b, to, a"],
  ],
  [
    "swap-arguments",
    "swaps what fields are given",
    "Pair memory p = Pair({first: a, second: to, third: b}); total = p.first;",
    ["a, second: to, third: b -> b, second: to, third: a"],
  ],
  [
    "swap-arguments",
    "leaves the factors of a product, and equal arguments",
    "total = Math.mulDiv(a, b, b);",
    [],
  ],
];

describe("findMutants", () => {
  for (const [operator, title, body, changes] of CASES) {
    it(`${operator} ${title}`, () => {
      const source = tinySource(body);
      expect(mutantsIn(source, operator).map((mutant) => changeOf(source, mutant))).to.have.members(
        changes,
      );
    });
  }

  it("delete-modifier takes a modifier away with its space", () => {
    const source = tinySource("total = 1;", "function act() external guarded");
    const [mutant, ...others] = mutantsIn(source, "delete-modifier");
    expect(others).to.deep.equal([]);
    expect(applyEdit(Buffer.from(source), mutant)).to.include(
      "function act() external { total = 1; }",
    );
  });

  it("counts bytes, as the compiler does", () => {
    const source = tinySource("/* é√ */ total = a - b;");
    expect(
      mutantsIn(source, "swap-plus-minus").map((mutant) => applyEdit(Buffer.from(source), mutant)),
    ).to.deep.equal([source.replace("a - b", "a + b")]);
  });

  it("names a mutant alike after an edit elsewhere in its file, and unlike after one of its function", () => {
    const ids = (source: string): string[] => mutantsIn(source).map(({ id }) => id);
    const source = tinySource("require(a > b); total = a - 1;");
    const before = ids(source);
    expect(new Set(before).size).to.equal(before.length);
    expect(before).to.have.lengthOf.above(4);
    expect(ids(source)).to.deep.equal(before);
    expect(
      ids(source.replace("uint256 internal total;", "uint256 internal total; // {share} é")),
    ).to.deep.equal(before);
    expect(ids(source.replace("total = a - 1", "total = a - 3"))).not.to.deep.equal(before);
  });

  it("shows a change as a diff that says file, line and context", () => {
    const source = tinySource("total = a - b;");
    const [mutant] = mutantsIn(source, "swap-plus-minus");
    const line = source.split("\n").findIndex((text) => text.includes("a - b")) + 1;
    expect(mutant.line).to.equal(line);
    expect(mutant.diff.split("\n")).to.include.members([
      `--- a/${TINY_FILE}`,
      `@@ -${line - 2},5 +${line - 2},5 @@`,
      "-    function act(uint256 a, uint256 b, address to) external { total = a - b; }",
      "+    function act(uint256 a, uint256 b, address to) external { total = a + b; }",
    ]);
  });

  it("finds nothing in an interface", () => {
    const source =
      "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\ninterface Tiny { function act(uint256[2] memory a) external; }\n";
    expect(mutantsIn(source)).to.deep.equal([]);
  });
});
