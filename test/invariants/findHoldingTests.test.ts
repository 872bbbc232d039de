import { expect } from "chai";

import { findHoldingTests } from "../../tools/docs/findHoldingTests.ts";

describe("findHoldingTests", () => {
  it("counts the titles that carry an id, wherever they stand", () => {
    const text = [
      `describe("all of X~9", () => {`,
      `  it("X~1 X~2 does this", () => undefined);`,
      "  it(`X~1 ${name}`, () => undefined);",
      `  it(`,
      `    "X~12 does that",`,
      `    () => undefined,`,
      `  );`,
      `  expect("X~3").to.equal("X~4");`,
      `});`,
    ]
      .join("\n")
      .replaceAll("~", "-"); // so that this file carries no id of its own
    expect(findHoldingTests("a.test.ts", text)).to.deep.equal([
      { id: "X-9", file: "a.test.ts", titles: 1 },
      { id: "X-1", file: "a.test.ts", titles: 2 },
      { id: "X-2", file: "a.test.ts", titles: 1 },
      { id: "X-12", file: "a.test.ts", titles: 1 },
    ]);
  });

  it("reads ids without a dash out of the names of Solidity's tests", () => {
    const text = [
      "function invariant_X1_X10_sharesAddUp() public view {",
      "function testFuzz_X8_redeemInParts(uint256 amount) public {",
      "function redeem_X5() public {",
    ].join("\n");
    expect(findHoldingTests("a.t.sol", text)).to.deep.equal([
      { id: "X-1", file: "a.t.sol", titles: 1 },
      { id: "X-10", file: "a.t.sol", titles: 1 },
      { id: "X-8", file: "a.t.sol", titles: 1 },
    ]);
  });
});
