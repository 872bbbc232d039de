import { concatHex, getAddress, keccak256 } from "viem";
import type { Address, Hex } from "viem";

import type { Stack } from "./stack.ts";

/** Selector of `transfer(address,uint256)`. */
const TRANSFER = "0xa9059cbb";

/**
 * Makes every transfer of a token revert, and leaves everything else as it is: its code is moved, and a guard before it delegates
 * to it.
 * @returns how to end it
 */
export async function freezeTransfers(
  { client }: Stack,
  token: Address,
): Promise<() => Promise<void>> {
  const code = await client.getCode({ address: token });
  if (code === undefined) throw new Error(`${token} has no code`);
  const moved = getAddress(`0x${keccak256(token).slice(-40)}`);
  await client.setCode({ address: moved, bytecode: code });
  await client.setCode({ address: token, bytecode: guard(moved) });
  return () => client.setCode({ address: token, bytecode: code });
}

/** Reverts if the selector is `transfer`'s, else delegates the call to `target` and returns what it returns. */
function guard(target: Address): Hex {
  const parts: readonly Hex[] = [
    ...(["0x5f3560e01c63", TRANSFER, "0x14603b"] as const), // selector EQ
    "0x57", // `JUMPI`
    "0x365f5f37", // `CALLDATACOPY(0, 0, CALLDATASIZE)`
    ...(["0x5f5f365f73", target, "0x5af4"] as const), // `DELEGATECALL`
    "0x3d5f5f3e", // `RETURNDATACOPY(0, 0, RETURNDATASIZE)`
    "0x6037573d5ffd", // REVERT if it failed
    "0x5b3d5ff3", // RETURN
    "0x5b5f5ffd", // REVERT
  ];
  return concatHex(parts);
}
