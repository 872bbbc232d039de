import type { Address } from "viem";

import type { Listing } from "./listing.ts";

/** Listings that somebody proposes to the registry of one chain: the content of a proposal file. */
export type Proposal = {
  readonly version: 1;
  readonly chainId: number;
  readonly registry: Address;
  readonly listings: readonly Listing[];
};
