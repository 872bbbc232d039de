import type { Address, Hex } from "viem";

import type { Regime } from "../rules/regime.ts";

/** One component's part in a trade. */
export type TradeResult = {
  readonly component: Address;
  readonly amount: bigint; // {tok}
  readonly value: bigint; // {uoa}
};

/** What an epoch's start says, as far as the ledger keeps it. */
export type EpochRecord = {
  readonly regime: Regime;
  readonly snapshotHash: Hex;
  readonly rulesHash: Hex;
  readonly navPerShare: bigint; // D18{uoa/share}
  readonly components: readonly Address[];
  readonly units: readonly bigint[]; // D36{tok/share}
};

/** The public ledger: the events of one index and of its creation, from which everything it holds can be rebuilt. */
export type LedgerEvent =
  | { readonly name: "IndexCreated"; readonly usdcAmount: bigint; readonly shares: bigint }
  | { readonly name: "SharesIssued"; readonly shares: bigint; readonly amounts: readonly bigint[] }
  | {
      readonly name: "SharesRedeemed";
      readonly shares: bigint;
      readonly amounts: readonly bigint[];
    }
  | {
      readonly name: "ComponentCredited";
      readonly component: Address;
      readonly amount: bigint;
      readonly shares: bigint;
    }
  | {
      readonly name: "PendingSharesConverted";
      readonly component: Address;
      readonly shares: bigint;
      readonly owed: bigint;
    }
  | {
      readonly name: "ClaimPaid";
      readonly component: Address;
      readonly claimed: bigint;
      readonly paid: bigint;
    }
  | {
      readonly name: "EpochStarted";
      readonly number: bigint;
      readonly basketId: bigint;
      readonly record: EpochRecord;
    }
  | {
      readonly name: "TradeExecuted";
      readonly epoch: bigint;
      readonly sold: readonly TradeResult[];
      readonly bought: readonly TradeResult[];
    }
  | { readonly name: "ComponentWrittenOff"; readonly component: Address; readonly basketId: bigint }
  | {
      readonly name: "ComponentFlagged";
      readonly component: Address;
      readonly held: bigint; // D36{tok/share}
      readonly expected: bigint; // D36{tok/share}
    }
  | { readonly name: "ComponentCleared"; readonly component: Address }
  | { readonly name: "FeesAccrued"; readonly streamed: bigint; readonly issued: bigint }
  | { readonly name: "FeesDistributed"; readonly shares: bigint }
  | { readonly name: "LossConsumed"; readonly epoch: bigint; readonly loss: bigint }
  | { readonly name: "EpochClosed"; readonly number: bigint; readonly settled: boolean }
  | {
      readonly name: "Transfer";
      readonly from: Address;
      readonly to: Address;
      readonly value: bigint;
    };
