import type { Address } from "viem";

/** Why a component is not swapped. */
export type MissingReason =
  | "no price" // the oracle has no price of it, or none of USDC
  | "no pool" // no pool that the router knows takes or gives so much
  | "worse than the oracle" // every pool is farther from the oracle's price than the quote allows
  | "too much gas" // every pool that is good enough crosses more ticks than the router gives gas for
  | "unread ticks" // pools may take or give so much beyond the ticks that were read
  | "too small" // it brings too little USDC for a limit
  | "unreadable"; // its balance cannot be read

/** A component that is not swapped: it comes in kind, or stops a purchase. */
export type MissingLeg = {
  readonly component: Address;
  readonly reason: MissingReason;
  readonly deviation: bigint | undefined; // WAD, how much worse than the oracle's price the best pool is
};
