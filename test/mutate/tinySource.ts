import type { Mutant, OperatorName } from "@sheaf/mutate/mutant";
import { findMutants } from "@sheaf/mutate/findMutants";
import { readUnits } from "@sheaf/mutate/readUnits";
import { runCompiler } from "@sheaf/mutate/runCompiler";

export const TINY_FILE = "contracts/Tiny.sol";

/** A contract around one function body, with everything that an operator looks for within reach. */
export function tinySource(
  body: string,
  head = "function act(uint256 a, uint256 b, address to) external",
): string {
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
library Math {
    enum Rounding { Floor, Ceil }
    function mulDiv(uint256 x, uint256 y, uint256 z) internal pure returns (uint256) { return x * y / z; }
    function mulDiv(uint256 x, uint256 y, uint256 z, Rounding) internal pure returns (uint256) { return x * y / z; }
}
interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
}
contract Tiny {
    struct Pair { uint256 first; address second; uint256 third; }
    error Off(uint256 a, uint256 b);
    event Moved(address to, uint256 a, uint256 b);
    IToken internal token;
    uint256 internal total;
    modifier guarded() { _; }
    ${head} { ${body} }
}
`;
}

/** Mutants of one operator in the function of a tiny source; what the frame itself offers is left out. */
export function mutantsIn(source: string, operator?: OperatorName): Mutant[] {
  const input = {
    language: "Solidity",
    sources: { [TINY_FILE]: { content: source } },
    settings: {},
  };
  const output = runCompiler(input, {}, true);
  const flaw = output.errors?.find(({ severity }) => severity === "error");
  if (flaw !== undefined) throw new Error(flaw.formattedMessage);
  const [unit] = readUnits(output);
  if (unit === undefined) throw new Error("The compiler returned no tree.");
  return findMutants(TINY_FILE, unit, source).filter(
    (mutant) =>
      mutant.place === "Tiny.act" && (operator === undefined || mutant.operator === operator),
  );
}

/** What stands in the place of what, such as `< -> <=`. */
export function changeOf(source: string, { start, length, replacement }: Mutant): string {
  return `${Buffer.from(source)
    .subarray(start, start + length)
    .toString()} -> ${replacement}`;
}
