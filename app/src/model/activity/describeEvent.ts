import { EPOCH_KINDS, REGIMES } from "@sheaf/sdk/chain/enums";
import type { Address } from "viem";
import { isAddressEqual, zeroAddress } from "viem";

import type { VaultEvent } from "./vaultEvent.ts";

/** Subject of an event, for a filter. */
export type EventTopic = "rebalances" | "shares" | "safety";

/** An event in plain words. */
export type EventWords = {
  readonly topic: EventTopic;
  readonly title: string;
  readonly detail: string;
};

export type EventWriters = {
  readonly vault: Address;
  readonly shares: (amount: bigint) => string; // with the symbol
  readonly token: (component: Address, amount: bigint) => string; // with the symbol
  readonly symbol: (component: Address) => string;
  readonly dollars: (value: bigint) => string;
  readonly percent: (part: bigint) => string;
  readonly account: (account: Address) => string;
  readonly date: (moment: bigint) => string;
};

const NAMED = 3; // tokens that a trade names

/** Words for an event; undefined for one that only repeats another, such as the transfer of a purchase. */
export function describeEvent(event: VaultEvent, write: EventWriters): EventWords | undefined {
  switch (event.eventName) {
    case "EpochStarted":
    case "TradeExecuted":
    case "EpochClosed":
      return rebalanceWords(event, write);
    case "SharesIssued":
      return {
        topic: "shares",
        title: `${write.shares(event.args.shares)} bought`,
        detail: `For ${write.account(event.args.receiver)}. Every token came in with them.`,
      };
    case "SharesRedeemed":
      return {
        topic: "shares",
        title: `${write.shares(event.args.shares)} redeemed`,
        detail: `${write.account(event.args.receiver)} received the tokens behind them.`,
      };
    case "Transfer":
      return transferWords(event.args, write);
    case "ComponentCredited":
      return {
        topic: "shares",
        title: `${write.symbol(event.args.component)} kept for ${write.account(event.args.claimant)}`,
        detail: "The token could not be paid out. It stays a claim until it can.",
      };
    case "ClaimPaid":
      return {
        topic: "shares",
        title: `${write.token(event.args.component, event.args.paid)} of a claim paid`,
        detail: `To ${write.account(event.args.to)}.`,
      };
    case "FeesDistributed":
      return {
        topic: "shares",
        title: `${write.shares(event.args.shares)} of fees paid out`,
        detail: "To the recipients that the fee terms name.",
      };
    default:
      return safetyWords(event, write);
  }
}

type Named<name> = Extract<VaultEvent, { readonly eventName: name }>;

function rebalanceWords(
  event: Named<"EpochStarted" | "TradeExecuted" | "EpochClosed">,
  { symbol, dollars }: EventWriters,
): EventWords {
  if (event.eventName === "EpochStarted") {
    const { number, record } = event.args;
    const worth = `A share was worth ${dollars(record.navPerShare)}${record.navComplete ? "" : " or more: a token had no price"}.`;
    return {
      topic: "rebalances",
      title: `Rebalance ${number} began`,
      detail: `${reasonOf(record)} ${worth}`,
    };
  }
  if (event.eventName === "EpochClosed")
    return {
      topic: "rebalances",
      title: `Rebalance ${event.args.number} ended`,
      detail: event.args.settled
        ? "Every token is at its target, as near as trading is worth."
        : "Some tokens are short of their targets: their trades were skipped, or the time was over.",
    };
  const { epoch, sold, bought } = event.args;
  const names = (parts: typeof sold): string => {
    const shown = parts.toSorted((a, b) => (a.value > b.value ? -1 : 1)).slice(0, NAMED);
    const more = parts.length - shown.length;
    const list = shown.map(({ component }) => symbol(component)).join(", ");
    return more > 0 ? `${list} and ${more} more` : list;
  };
  const value = sold.reduce((sum, part) => sum + part.value, 0n);
  return {
    topic: "rebalances",
    title: `${dollars(value)} traded in rebalance ${epoch}`,
    detail: `Sold ${names(sold) || "nothing"}. Bought ${names(bought) || "nothing"}.`,
  };
}

function reasonOf({ kind, regime }: Named<"EpochStarted">["args"]["record"]): string {
  switch (EPOCH_KINDS[kind]) {
    case "first":
      return "The first one: it buys the tokens.";
    case "weekly":
      return "The weekly review found enough to trade.";
    case "regime change":
      return REGIMES[regime] === "bear"
        ? "The market turned bear: the index leaves for stablecoins."
        : "The market turned bull: the index buys its tokens again.";
    case "wind-down":
      return "The index is being wound down: everything is sold for USDC.";
    default:
      return "Its reason is not known to this app.";
  }
}

/** Issuance, redemption and fees have events of their own. */
function transferWords(
  { from, to, value }: Named<"Transfer">["args"],
  { vault, shares, account }: EventWriters,
): EventWords | undefined {
  const own = [zeroAddress, vault];
  if (own.some((each) => isAddressEqual(each, from) || isAddressEqual(each, to))) return undefined;
  return {
    topic: "shares",
    title: `${shares(value)} moved`,
    detail: `From ${account(from)} to ${account(to)}.`,
  };
}

function safetyWords(
  event: VaultEvent,
  { symbol, account, date, percent }: EventWriters,
): EventWords | undefined {
  const words = (title: string, detail: string): EventWords => ({ topic: "safety", title, detail });
  switch (event.eventName) {
    case "ComponentFlagged":
      return words(
        `${symbol(event.args.component)} lost balance by itself`,
        "It is not bought again until the administrator clears it.",
      );
    case "ComponentCleared":
      return words(`${symbol(event.args.component)} cleared`, "It may be bought again.");
    case "ComponentWrittenOff":
      return words(
        `${symbol(event.args.component)} written off`,
        "The index no longer counts or trades the token.",
      );
    case "FeesAnnounced":
      return words(
        "New fees announced",
        `${percent(BigInt(event.args.terms.issuanceFee) * 10n ** 12n)} on purchase. They can apply from ${date(event.args.availableAt)}.`,
      );
    case "FeesSet":
      return words("New fees apply", "As they were announced.");
    case "FeesCancelled":
      return words("Announced fees cancelled", `By ${account(event.args.account)}.`);
    case "IssuancePaused":
      return words(
        "Purchases paused",
        `Until ${date(event.args.until)} at the latest. Leaving is never paused.`,
      );
    case "TradingPaused":
      return words(
        "Trading paused",
        `Until ${date(event.args.until)} at the latest. Leaving is never paused.`,
      );
    case "SignerBlocked":
      return words(
        `${account(event.args.account)} blocked`,
        "The guardian stopped this strategist or keeper.",
      );
    case "SignerUnblocked":
      return words(
        `${account(event.args.account)} allowed again`,
        "The administrator lifted a block.",
      );
    case "WindDownStarted":
      return words(
        "The index is being wound down",
        "Its tokens are sold for USDC, and no shares are issued any more. Redeem whenever you like.",
      );
    default:
      return undefined;
  }
}
