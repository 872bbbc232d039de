import { getAddress, hexToBigInt, sliceHex } from "viem";
import type { Address, Hex } from "viem";

/** A swap of a sale, and the least that it must bring. */
export type LegMinimum = {
  readonly component: Address;
  readonly limit: bigint; // {usdc}
};

/** {byte} Ends of the fields of a leg, as `IIndexRouter` lays them out. */
const [COMPONENT, FEE, WETH_FEE] = [20, 23, 26];

/** Minimums of the swaps of a sale, read from the words that are signed. Legs without a swap have none. */
export function minimumsOf(legs: readonly Hex[]): readonly LegMinimum[] {
  return legs.flatMap((leg) => {
    const fee = hexToBigInt(sliceHex(leg, COMPONENT, FEE));
    if (fee === 0n) return [];
    const component = getAddress(sliceHex(leg, 0, COMPONENT));
    return [{ component, limit: hexToBigInt(sliceHex(leg, WETH_FEE)) }];
  });
}
