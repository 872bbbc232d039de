import type { Hex } from "viem";

export type LegParts = {
  readonly fee: number; // {1e6}
  readonly wethFee: number; // {1e6}
  readonly limit: bigint; // {usdc}
};

/** The fields of a leg's word. */
export function partsOf(leg: Hex | undefined): LegParts {
  const word = BigInt(leg ?? 0);
  const field = (shift: bigint, bits: bigint): bigint => (word >> shift) & ((1n << bits) - 1n);
  return {
    fee: Number(field(72n, 24n)),
    wethFee: Number(field(48n, 24n)),
    limit: field(0n, 48n),
  };
}
