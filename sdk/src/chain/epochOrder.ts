import type { Address, Hex } from "viem";

import type { Regime } from "../rules/regime.ts";

/** The order that the strategist submits to start an epoch. */
export type EpochOrder = {
  readonly components: readonly Address[]; // ascending
  readonly weights: readonly bigint[]; // WAD, sum to one
  readonly regime: Regime;
  readonly snapshotHash: Hex;
  readonly rulesHash: Hex;
  readonly deadline: bigint; // {s}
};
