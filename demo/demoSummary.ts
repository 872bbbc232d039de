import { labelledLines } from "@sheaf/commands/labelledLines";

import type { StrangersReport } from "./finishByStrangers.ts";
import { TRANSACTION_GAS_CAP } from "./largestTransaction.ts";

/** What a demo came to. Returns and costs are for people to read; nothing is computed with them. */
export type DemoSummary = {
  readonly market: string;
  readonly weeks: number;
  readonly components: number;
  readonly names: number; // that were a component at some time
  readonly epochs: number;
  readonly strangers: StrangersReport | null; // who finished an epoch that its keeper left
  readonly incompleteEpochs: number;
  readonly regimeFlips: number;
  readonly flips: readonly string[]; // regime and date
  readonly trades: number;
  readonly maxTxGas: number; // {gas}
  readonly maxTxName: string;
  readonly maxProductTxGas: number; // {gas} of vault, router and factory: the market's set-up left out
  readonly maxProductTxName: string;
  readonly tradingCostBps: number; // of NAV, all weeks together
  readonly navReturn: number;
  readonly btcReturn: number | null; // of the market's leader; null without a row of it in the first or the last week
  readonly basketReturn: number; // of the first basket, never traded again
  readonly ledgerEqualsChain: boolean;
  readonly everyShareBacked: boolean;
  readonly seconds: number;
};

/** Whether every closing check holds. */
export function demoPassed({
  ledgerEqualsChain,
  everyShareBacked,
  maxTxGas,
  strangers,
}: Pick<
  DemoSummary,
  "ledgerEqualsChain" | "everyShareBacked" | "maxTxGas" | "strangers"
>): boolean {
  const finished = strangers === null || strangers.settled;
  return ledgerEqualsChain && everyShareBacked && finished && fitsTransactions({ maxTxGas });
}

/** The closing lines. */
export function summaryLines(summary: DemoSummary): string[] {
  const yes = (fact: boolean): string => (fact ? "yes" : "NO");
  const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
  const gas = (used: number, name: string): string =>
    `${used.toLocaleString("en-US")} gas: ${name}`;
  const rows: readonly (readonly [string, string])[] = [
    ["market", summary.market],
    [
      "weeks, epochs",
      `${summary.weeks}, ${summary.epochs} (${summary.incompleteEpochs} incomplete)`,
    ],
    ["regime flips", [String(summary.regimeFlips), ...summary.flips].join(", ")],
    ["components, names over time", `${summary.components}, ${summary.names}`],
    ["trades", String(summary.trades)],
    ["return of a share, after costs", percent(summary.navReturn)],
    ["return of the leader", summary.btcReturn === null ? "unknown" : percent(summary.btcReturn)],
    ["return of the first basket, untraded", percent(summary.basketReturn)],
    ...strangersRow(summary),
    ["cost of all trading", `${summary.tradingCostBps.toFixed(1)} bps of NAV`],
    ["largest transaction of the index", gas(summary.maxProductTxGas, summary.maxProductTxName)],
    ["largest, set-up of the market included", gas(summary.maxTxGas, summary.maxTxName)],
    ["all transactions under 2^24 gas", yes(fitsTransactions(summary))],
    ["ledger rebuilt from events = chain", yes(summary.ledgerEqualsChain)],
    ["every share backed", yes(summary.everyShareBacked)],
    ["time", `${summary.seconds} s`],
  ];
  return labelledLines(rows, 40);
}

function strangersRow({ strangers }: DemoSummary): readonly (readonly [string, string])[] {
  if (strangers === null) return [];
  const { epoch, hours, trades, costBps, settled } = strangers;
  const end = settled ? "finished" : "NOT finished";
  return [
    [
      `epoch ${epoch}, which its keeper left`,
      `${end} by strangers, from hour ${hours} on, ${trades} legs, ${costBps.toFixed(1)} bps of NAV`,
    ],
  ];
}

function fitsTransactions({ maxTxGas }: Pick<DemoSummary, "maxTxGas">): boolean {
  return maxTxGas <= Number(TRANSACTION_GAS_CAP);
}
