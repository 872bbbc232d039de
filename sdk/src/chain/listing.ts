import type { Address } from "viem";

export type ListingStatus = "unlisted" | "buyable" | "sell-only" | "frozen";

/** What registry and oracle say of a token. */
export type Listing = {
  readonly token: Address;
  readonly status: ListingStatus;
  readonly stable: boolean;
  readonly isNew?: true; // bounded together with all that are
  readonly decimals: number;
  readonly slippage: bigint; // WAD
  readonly maxWeight: bigint; // WAD
  readonly dust: bigint; // {tok}
  readonly price: bigint | undefined; // {uoa} per 1e36 {tok}; undefined where the oracle doubts
};
