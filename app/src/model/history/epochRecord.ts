import type { EpochKind } from "@sheaf/sdk/chain/indexState";
import type { Regime } from "@sheaf/sdk/rules/regime";
import type { Address, Hash, Hex } from "viem";

/** The start of an epoch, as its event records it. */
export type EpochRecord = {
  readonly number: number;
  readonly startedAt: bigint; // {s}
  readonly blockNumber: bigint;
  readonly transaction: Hash;
  readonly kind: EpochKind;
  readonly regime: Regime;
  readonly navPerShare: bigint; // D18{uoa/share}
  readonly navComplete: boolean; // whether everything that was held had a price
  readonly snapshotHash: Hex;
  readonly rulesHash: Hex;
  readonly weights: ReadonlyMap<Address, bigint>; // {1} WAD targets
};
