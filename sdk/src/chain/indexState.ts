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
  readonly maxStableWeight: bigint; // WAD
  readonly bearAllowed: boolean;
  readonly minInterval: bigint; // {s}
  readonly lossLimit: bigint; // WAD
  readonly weeklyLossCap: bigint; // WAD
  readonly turnoverLimit: bigint; // WAD
};

/** `wind-down`: every epoch of an index that is being wound down. */
export type EpochKind = "first" | "weekly" | "regime change" | "wind-down";

export type EpochState = {
  readonly number: number;
  readonly open: boolean;
  readonly kind: EpochKind;
  readonly startedAt: bigint; // {s}
  readonly deadline: bigint; // {s}
  readonly lossCap: bigint; // WAD
  readonly loss: bigint; // WAD
  readonly budgetNavPerShare: bigint; // D18{uoa/share}
};

/** A component's place in the current basket, USDC included. */
export type BasketEntry = {
  readonly token: Address;
  readonly position: number;
  readonly units: bigint; // D36{tok/share} target
  readonly held: bigint; // {tok} balance less owed
  readonly carried: boolean;
};

/** The state of a vault itself. */
export type VaultState = {
  readonly chainId: number; // as contracts see it
  readonly vault: Address;
  readonly constitution: Constitution;
  readonly basketId: bigint;
  readonly carried: bigint; // bitmap
  readonly basket: readonly BasketEntry[]; // by position
  readonly supply: bigint; // {share}
  readonly epoch: EpochState;
  readonly regime: { readonly value: Regime; readonly since: bigint /* {s} */ };
  readonly lossAvailable: bigint; // WAD
  readonly turnoverAvailable: bigint; // WAD
  readonly tradingPausedUntil: bigint; // {s}
  readonly windingDown: boolean; // for good: USDC is the only target of every later epoch
  readonly fees: {
    readonly streamingRate: bigint; // D18{1/s}
    readonly undistributed: bigint; // {share} as of the last accrual
    readonly accruedAt: bigint; // {s}
  };
};

/** A component with what registry and oracle return of it, and its pools. */
export type ComponentState = BasketEntry &
  Listing & {
    readonly pool: Pool | undefined;
    readonly otherPools?: readonly Pool[] | undefined;
  };

/** An index at one block. */
export type IndexState = Omit<VaultState, "basket" | "fees"> & {
  readonly block: {
    readonly number: bigint;
    readonly timestamp: bigint; // {s}
    readonly hash: Hex;
  };
  readonly components: readonly ComponentState[]; // by position
};
