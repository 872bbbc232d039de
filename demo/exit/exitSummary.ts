import type { WayReport } from "./makeWay.ts";
import type { RedemptionReport } from "./redeemPart.ts";

/** Out and back under one set of conditions. */
export type ExitRun = {
  readonly conditions: "deep pools" | "shallow pools" | "dear gas";
  readonly depth: readonly [least: number, most: number]; // {usd} in a pool
  readonly legGasUsd: number; // what one leg's gas costs
  readonly out: WayReport;
  readonly back: WayReport;
  readonly redemptions: readonly RedemptionReport[];
  readonly maxTxGas: number; // {gas} of the whole chain, the market's set-up included
  readonly maxTxName: string;
  readonly ledgerEqualsChain: boolean;
  readonly everyShareBacked: boolean;
};

/** What an exit and the way back came to, for people to read. */
export type ExitSummary = {
  readonly market: string;
  readonly components: number;
  readonly stables: readonly string[]; // ids
  readonly budgetBps: number; // of NAV, what trades may lose in seven days
  readonly firstEpochSettled: boolean;
  readonly runs: readonly ExitRun[];
  readonly seconds: number;
};
