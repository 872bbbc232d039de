import type { Hex } from "viem";
import { keccak256, toHex, zeroHash } from "viem";

const NAMES: ReadonlyMap<Hex, string> = new Map([
  [zeroHash, "admin"],
  ...["strategist", "keeper", "guardian", "proposer", "canceller", "executor"].map(
    (name) => [keccak256(toHex(`${name.toUpperCase()}_ROLE`)), name] as const,
  ),
]);

/** The name of a role of `Roles` or of the timelock. */
export function roleText(role: Hex): string {
  const name = NAMES.get(role);
  return name === undefined ? "a role that is not known here" : `the role ${name}`;
}
