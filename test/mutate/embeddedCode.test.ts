import { expect } from "chai";

import { embeddedCode } from "@sheaf/mutate/embeddedCode";
import { readUnits } from "@sheaf/mutate/readUnits";
import { runCompiler } from "@sheaf/mutate/runCompiler";

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
uint256 constant LIMIT = 5;
uint256 constant IN_ASSEMBLY = 6;
uint256 constant UNUSED = 7;
function free() pure returns (uint256) { return LIMIT; }
library Embedded {
    function used(uint256 self) internal pure returns (uint256) { return deeper(self); }
    function deeper(uint256 self) private pure returns (uint256) { return self + free(); }
    function unused() internal pure returns (uint256) { return UNUSED; }
}
library Linked {
    function far() external pure returns (uint256) { return UNUSED; }
}
contract Base {
    uint256 internal inherited = 1;
    modifier guarded() { require(inherited > 0); _; }
}
contract Made { uint256 public made = 2; }
contract Called { function act() external pure returns (uint256) { return UNUSED; } }
contract Tiny is Base {
    using Embedded for uint256;
    function run(Called other) external guarded returns (uint256 result) {
        new Made();
        assembly { result := IN_ASSEMBLY }
        return result + result.used() + Linked.far() + other.act();
    }
}
`;

describe("embeddedCode", () => {
  const input = { language: "Solidity", sources: { "T.sol": { content: SOURCE } }, settings: {} };
  const definition = readUnits(runCompiler(input, {}, true))[0].vContracts.find(
    ({ name }) => name === "Tiny",
  )!;
  const places = embeddedCode(definition);
  const has = (declaration: string): boolean => places.has(`T.sol:${SOURCE.indexOf(declaration)}`);

  for (const [title, declaration] of [
    ["a function of its own", "function run"],
    ["a variable of a base", "uint256 internal inherited"],
    ["a modifier of a base", "modifier guarded"],
    ["an attached function", "function used"],
    ["what that one uses", "function deeper"],
    ["a free function", "function free"],
    ["a constant that it uses", "uint256 constant LIMIT"],
    ["a constant that assembly names", "uint256 constant IN_ASSEMBLY"],
    ["a contract that it creates", "uint256 public made"],
  ] as const) {
    it(`has ${title}`, () => expect(has(declaration)).to.equal(true));
  }

  for (const [title, declaration] of [
    ["a function of a linked library", "function far"],
    ["a function of a contract that it calls", "function act"],
    ["a function that nobody calls", "function unused"],
    ["a constant of those", "uint256 constant UNUSED"],
  ] as const) {
    it(`has not ${title}`, () => expect(has(declaration)).to.equal(false));
  }
});
