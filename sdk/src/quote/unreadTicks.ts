import type { Address } from "viem";

/** A side of a pool's price on which a quote needs ticks farther away than those that were read. */
export type UnreadTicks = {
  readonly tokenA: Address;
  readonly tokenB: Address;
  readonly fee: number; // {1e6}
  readonly side: "below" | "above";
};
