import type { Address } from "viem";

import type { EpochKind } from "../chain/indexState.ts";
import type { ListingStatus } from "../chain/listing.ts";
import type { Regime } from "../rules/regime.ts";

/** A component as a person sees it. */
export type ComponentView = {
  readonly token: Address;
  readonly symbol: string; // the address where the token has none
  readonly decimals: number;
  readonly readable: boolean; // whether its balance can be read
  readonly carried: boolean;
  readonly status: ListingStatus;
  readonly stable: boolean;
  readonly held: bigint; // {tok} balance less owed
  readonly target: bigint; // {tok} at the supply now
  readonly price: bigint | undefined; // {uoa} per 1e36 {tok}; undefined: unknown
  readonly pricedAt: bigint; // {s} zero: unknown
  readonly value: bigint; // {uoa} of what is held; zero while the price is unknown
  readonly weight: bigint; // {1} WAD, part of NAV
};

/** An index as a person sees it, at one block. */
export type IndexView = {
  readonly vault: Address;
  readonly name: string;
  readonly symbol: string;
  readonly blockNumber: bigint;
  readonly timestamp: bigint; // {s}
  readonly usdc: Address;
  readonly supply: bigint; // {share}
  readonly basketId: bigint;
  readonly nav: bigint; // {uoa}
  readonly navPerShare: bigint; // D18{uoa/share}
  readonly navComplete: boolean; // whether everything that is held has a price
  readonly oldestPriceAt: bigint; // {s}
  readonly lossAvailable: bigint; // {1} WAD
  readonly streamingRate: bigint; // D18{1/s}
  readonly issuanceFee: bigint; // {1e6}
  readonly issuancePausedUntil: bigint; // {s}
  readonly tradingPausedUntil: bigint; // {s}
  readonly epoch: {
    readonly number: number;
    readonly open: boolean;
    readonly kind: EpochKind;
    readonly startedAt: bigint; // {s}
    readonly deadline: bigint; // {s}
  };
  readonly regime: { readonly value: Regime; readonly since: bigint /* {s} */ };
  readonly components: readonly ComponentView[]; // in basket order
};
