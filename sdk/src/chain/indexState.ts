import type { Address, Hex } from "viem";
import type { Listing } from "./listing.ts";
import type { Pool } from "../plan/pool.ts";
import type { Regime } from "../rules/regime.ts";

/** What an index is for ever. */
export type Constitution = {
  readonly roles: Address;
  readonly registry: Address;
  readonly oracle: Address;
  readonly usdc: Address;
  readonly maximumStableWeight: bigint; // WAD
  readonly bearAllowed: boolean;
  readonly minimumInterval: bigint; // {s}
  readonly lossLimit: bigint; // WAD
  readonly weeklyLossCap: bigint; // WAD
  readonly turnoverLimit: bigint; // WAD
};

export type EpochState = {
  readonly number: number;
  readonly open: boolean;
  readonly kind: "first" | "weekly" | "regime change";
  readonly startedAt: bigint; // {s}
  readonly deadline: bigint; // {s}
  readonly lossCap: bigint; // WAD
  readonly loss: bigint; // WAD
  readonly budgetNavPerShare: bigint; // D18{uoa/share}
};

/** A component of the current basket, USDC included. */
export type ComponentState = Listing & {
  readonly position: number;
  readonly units: bigint; // D36{tok/share} target
  readonly held: bigint; // {tok} balance less owed
  readonly carried: boolean;
  readonly pool: Pool | undefined;
  readonly otherPools?: readonly Pool[] | undefined;
};

/** An index at one block. */
export type IndexState = {
  readonly chainId: number;
  readonly vault: Address;
  readonly block: {
    readonly number: bigint;
    readonly timestamp: bigint; // {s}
    readonly hash: Hex;
  };
  readonly constitution: Constitution;
  readonly basketId: bigint;
  readonly carried: bigint; // bitmap
  readonly components: readonly ComponentState[]; // in basket order
  readonly supply: bigint; // {share}
  readonly epoch: EpochState;
  readonly regime: { readonly value: Regime; readonly since: bigint /* {s} */ };
  readonly lossAvailable: bigint; // WAD
  readonly turnoverAvailable: bigint; // WAD
  readonly tradingPausedUntil: bigint; // {s}
};
