import type { Address } from "viem";
import { zeroAddress } from "viem";

import type { Regime } from "../rules/regime.ts";
import { LedgerBrokenError } from "./errors.ts";
import type { LedgerEvent, TradeResult } from "./ledgerEvent.ts";

/** What the events say that an index holds and owes. */
export type Ledger = {
  readonly supply: bigint; // {share} as of the last accrual, undistributed fees included
  readonly undistributed: bigint; // {share} fees accrued and given to nobody yet
  readonly balances: ReadonlyMap<Address, bigint>; // {tok} of every component that ever moved, what is owed included
  readonly owed: ReadonlyMap<Address, bigint>; // {tok}
  readonly pendingShares: ReadonlyMap<Address, bigint>; // {share}
  readonly holders: ReadonlyMap<Address, bigint>; // {share}
  readonly basketId: bigint;
  readonly components: readonly Address[];
  readonly flagged: ReadonlySet<Address>; // lost balance without a trade, and are not bought
  readonly epoch: bigint;
  readonly epochOpen: boolean;
  readonly regime: Regime;
  readonly trades: number;
  readonly tradedValue: bigint; // {uoa} sold
  readonly lossValue: bigint; // {uoa} sold less bought, gains set off
};

type Draft = {
  -readonly [key in keyof Ledger]: Ledger[key] extends ReadonlyMap<infer k, infer v>
    ? Map<k, v>
    : Ledger[key] extends ReadonlySet<infer member>
      ? Set<member>
      : Ledger[key];
};

/**
 * Rebuilds an index from its events, in the order in which the chain told them.
 * @param usdc The residual asset, with which every index begins.
 * @throws LedgerBrokenError where an event takes what is not there.
 */
export function replayLedger(events: readonly LedgerEvent[], usdc: Address): Ledger {
  const draft: Draft = {
    supply: 0n,
    undistributed: 0n,
    balances: new Map(),
    owed: new Map(),
    pendingShares: new Map(),
    holders: new Map(),
    basketId: 0n,
    components: [usdc],
    flagged: new Set(),
    epoch: 0n,
    epochOpen: false,
    regime: "neutral",
    trades: 0,
    tradedValue: 0n,
    lossValue: 0n,
  };
  events.forEach((event, position) => {
    const broken = (reason: string): never => {
      throw new LedgerBrokenError(position, event.name, reason);
    };
    apply(draft, event, usdc, broken);
  });
  return draft;
}

type Broken = (reason: string) => never;

function apply(draft: Draft, event: LedgerEvent, usdc: Address, broken: Broken): void {
  switch (event.name) {
    case "IndexCreated":
      draft.supply += event.shares;
      return add(draft.balances, usdc, event.usdcAmount, broken);
    case "SharesIssued":
      draft.supply += event.shares;
      return moveBasket(draft, event.amounts, 1n, broken);
    case "SharesRedeemed":
      draft.supply -= event.shares;
      return moveBasket(draft, event.amounts, -1n, broken);
    case "ComponentCredited":
      add(draft.owed, event.component, event.amount, broken);
      return add(draft.pendingShares, event.component, event.shares, broken);
    case "PendingSharesConverted":
      add(draft.pendingShares, event.component, -event.shares, broken);
      return add(draft.owed, event.component, event.owed, broken);
    case "ClaimPaid":
      add(draft.owed, event.component, -event.claimed, broken);
      return add(draft.balances, event.component, -event.paid, broken);
    case "Transfer":
      if (event.from !== zeroAddress) add(draft.holders, event.from, -event.value, broken);
      if (event.to !== zeroAddress) add(draft.holders, event.to, event.value, broken);
      return;
    case "FeesAccrued":
      draft.supply += event.streamed + event.issued;
      draft.undistributed += event.streamed + event.issued;
      return;
    case "FeesDistributed":
      draft.undistributed -= event.shares;
      if (draft.undistributed < 0n) broken(`${event.shares} shares of fees were not accrued`);
      return;
    case "ComponentWrittenOff":
      if (!draft.components.includes(event.component)) broken(`${event.component} is not listed`);
      draft.components = draft.components.filter((component) => component !== event.component);
      draft.basketId = event.basketId;
      return;
    case "ComponentFlagged":
      if (draft.flagged.has(event.component)) broken(`${event.component} is flagged already`);
      draft.flagged.add(event.component);
      return;
    case "ComponentCleared":
      if (!draft.flagged.delete(event.component)) broken(`${event.component} is not flagged`);
      return;
    case "LossConsumed":
      return;
    default:
      return applyEpoch(draft, event, broken);
  }
}

function applyEpoch(
  draft: Draft,
  event: Extract<LedgerEvent, { name: "EpochStarted" | "TradeExecuted" | "EpochClosed" }>,
  broken: Broken,
): void {
  switch (event.name) {
    case "EpochStarted":
      if (draft.epochOpen) broken(`epoch ${draft.epoch} is still open`);
      if (event.number !== draft.epoch + 1n)
        broken(`epoch ${event.number} does not follow ${draft.epoch}`);
      draft.epoch = event.number;
      draft.epochOpen = true;
      draft.basketId = event.basketId;
      draft.components = event.record.components;
      draft.regime = event.record.regime;
      return;
    case "TradeExecuted":
      if (!draft.epochOpen || event.epoch !== draft.epoch)
        broken(`epoch ${event.epoch} is not open`);
      draft.trades += 1;
      draft.tradedValue += valueOf(event.sold);
      draft.lossValue += valueOf(event.sold) - valueOf(event.bought);
      for (const { component, amount } of event.sold)
        add(draft.balances, component, -amount, broken);
      for (const { component, amount } of event.bought)
        add(draft.balances, component, amount, broken);
      return;
    case "EpochClosed":
      if (!draft.epochOpen || event.number !== draft.epoch)
        broken(`epoch ${event.number} is not open`);
      draft.epochOpen = false;
  }
}

function moveBasket(draft: Draft, amounts: readonly bigint[], sign: bigint, broken: Broken): void {
  if (amounts.length !== draft.components.length) {
    broken(`it moves ${amounts.length} components of a basket of ${draft.components.length}`);
  }
  draft.components.forEach((component, position) => {
    add(draft.balances, component, sign * (amounts[position] ?? 0n), broken);
  });
}

function add(entries: Map<Address, bigint>, key: Address, change: bigint, broken: Broken): void {
  const value = (entries.get(key) ?? 0n) + change;
  if (value < 0n) broken(`${key} would stand at ${value}`);
  entries.set(key, value);
}

function valueOf(results: readonly TradeResult[]): bigint {
  return results.reduce((sum, { value }) => sum + value, 0n);
}
