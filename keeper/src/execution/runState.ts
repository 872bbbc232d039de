import type { Address, Hex } from "viem";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { PlannedTrade } from "@sheaf/sdk/plan/plan";

import type { TradeReport } from "./sendTrade.ts";
import type { SettledClaims } from "./settleClaims.ts";

/** Everything that one run has learnt. Each step of the run returns the next one. */
export type RunState = {
  readonly since: bigint; // {block} of the last receipt: nothing older is read
  readonly claims: SettledClaims | undefined; // settled before the first trade
  readonly sent: number; // trades mined, failed ones too
  readonly trades: readonly TradeReport[];
  readonly failedTrades: readonly FailedTrade[];
  readonly warnings: ReadonlySet<string>;
  /** How often a component's leg or trade failed. */
  readonly failures: ReadonlyMap<Address, number>;
  /** Components that are not traded any more in this run, with the reason. */
  readonly setAside: ReadonlyMap<Address, string>;
  /** Components that are not bought any more in this run, with the reason. */
  readonly notBought: ReadonlyMap<Address, string>;
  /** Components that the vault reports off their targets: traded however small. */
  readonly insisted: ReadonlySet<Address>;
  /** Pools that had not refilled since their last chunk. */
  readonly drained: ReadonlySet<Address>;
  readonly maxComponents: number | undefined; // in one trade; smaller after a trade that failed as a whole
  readonly halvings: number; // of what a plan may lose and turn over
  readonly refusals: number; // in a row, for the state of the vault as a whole
  readonly transactions: number; // of the last plan
  readonly seen: Sight | undefined;
};

/** A transaction that was mined and reverted. */
export type FailedTrade = { readonly hash: Hex; readonly gasUsed: bigint };

/** The index as it was before the last trade, and that trade. */
export type Sight = {
  readonly index: IndexState;
  readonly trade: PlannedTrade | undefined; // if its pools are waited for
  readonly report: TradeReport | undefined;
};

/** @param since Block of the last receipt before the run. */
export function beginRun(since: bigint): RunState {
  return {
    since,
    claims: undefined,
    sent: 0,
    trades: [],
    failedTrades: [],
    warnings: new Set(),
    failures: new Map(),
    setAside: new Map(),
    notBought: new Map(),
    insisted: new Set(),
    drained: new Set(),
    maxComponents: undefined,
    halvings: 0,
    refusals: 0,
    transactions: 1,
    seen: undefined,
  };
}
