import type { Hex, PublicClient } from "viem";
import type { WeekInputs, WeekProgress } from "@sheaf/keeper/runWeek";
import type { GasUse, WeekSummary } from "@sheaf/keeper/weekSummary";
import type { ComponentState, IndexState } from "@sheaf/sdk/chain/indexState";
import { navOf } from "@sheaf/keeper/execution/navOf";
import { planInputsOf } from "@sheaf/keeper/execution/planInputsOf";
import { observeIndex } from "@sheaf/keeper/execution/observeIndex";
import { planTrades } from "@sheaf/sdk/plan/planTrades";
import { valueOf } from "@sheaf/sdk/plan/valueOf";
import { UNIT_SCALE } from "@sheaf/sdk/units/unitScale";
import { WAD } from "@sheaf/sdk/units/wad";

import { keepWeek } from "../keepWeek.ts";
import { partOf } from "../partOf.ts";
import type { Demo } from "../setUpDemo.ts";
import { holdingsOf } from "./holdingsOf.ts";
import type { Holdings } from "./holdingsOf.ts";
import { openAllowances } from "./openAllowances.ts";
import { whyChunked } from "./whyChunked.ts";
import type { ChunkReason } from "./whyChunked.ts";

const MINUTE = 60n; // {s}

/** One way, out of the components or back into them. Numbers are for people to read. */
export type WayReport = {
  readonly date: string; // YYYY-MM-DD
  readonly regime: string;
  readonly settled: boolean;
  readonly minutes: number; // on the chain's clock, from the epoch's start to its close
  readonly legs: number;
  readonly tradeGas: readonly number[]; // {gas} of each transaction that traded
  readonly startGas: number; // {gas}
  readonly closeGas: number; // {gas}
  readonly chunkedFor: readonly ChunkReason[];
  readonly costBps: number; // of NAV, what the vault took from the loss budget
  readonly plannedBps: number; // of NAV, what the plans of what was sent said
  readonly atOnceBps: number; // of NAV, what doing all that can be done at once would cost
  readonly atOnceLeaves: number; // of what is to be traded, the part that pools do not take at once before the worst price
  readonly budgetBps: number; // of NAV, what trades could lose
  readonly after: Holdings;
  readonly openAllowances: number; // of the vault, to anything that trades
};

type Step = Extract<WeekProgress, { step: "planned" }>;

/** Has the keeper make its week, and reports the way that the index went. */
export async function makeWay(
  demo: Demo,
  client: PublicClient,
  inputs: WeekInputs,
): Promise<WayReport> {
  const plans: Step[] = [];
  const sent: Step[] = [];
  const summary = await keepWeek(demo, {
    ...inputs,
    onProgress: (progress) => {
      if (progress.step === "planned") plans.push(progress);
      if (progress.step === "traded") sent.push(...plans.slice(-1));
    },
  });
  const { vault, lens, routes } = inputs;
  const index = await observeIndex({ client, vault, lens, routes });
  const gasOf = (label: GasUse["label"]): number[] =>
    summary.gas.filter((use) => use.label === label).map(({ gasUsed }) => Number(gasUsed));
  const [start = 0] = gasOf("startEpoch");
  const [close = 0] = gasOf("closeEpoch");
  return {
    date: summary.asOf,
    regime: summary.regime,
    settled: summary.closed === "settled",
    minutes: await minutesOf(client, summary),
    legs: summary.trades,
    tradeGas: gasOf("trade"),
    startGas: start,
    closeGas: close,
    chunkedFor: whyChunked(sent.map(({ plan }) => plan)),
    costBps: inBps(summary.cost, WAD),
    plannedBps: inBps(
      sent.reduce((sum, step) => sum + plannedOf(step), 0n),
      WAD,
    ),
    ...estimateOf(plans[0]?.index, inputs),
    after: holdingsOf(index, { ...inputs, targets: summary.targets }),
    openAllowances: await openAllowances(demo, client, index),
  };
}

/** From the block of the epoch's start to that of its close. */
async function minutesOf(client: PublicClient, { gas }: WeekSummary): Promise<number> {
  const [first, last] = [gas.at(0), gas.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const timeOf = async (hash: Hex): Promise<bigint> => {
    const { blockNumber } = await client.getTransactionReceipt({ hash });
    return (await client.getBlock({ blockNumber })).timestamp;
  };
  return partOf((await timeOf(last.hash)) - (await timeOf(first.hash)), MINUTE);
}

/** WAD of NAV What the transaction that was sent was to cost. */
function plannedOf({ plan, index }: Step): bigint {
  return ((plan.trades[0]?.cost ?? 0n) * WAD) / navOf(index);
}

/** What it would be to trade everything at once, whatever it cost. */
function estimateOf(
  index: IndexState | undefined,
  { limits = {} }: WeekInputs,
): Pick<WayReport, "atOnceBps" | "atOnceLeaves" | "budgetBps"> {
  if (index === undefined) return { atOnceBps: 0, atOnceLeaves: 0, budgetBps: 0 };
  const nav = navOf(index);
  const { trades, cost } = planTrades({ ...planInputsOf(index, { limits }), lossAvailable: nav });
  const legs = trades.flatMap((trade) => trade.legs);
  const moved = legs.reduce((sum, { value }) => sum + value, 0n);
  const wanted = index.components
    .filter(({ token }) => token !== index.constitution.usdc)
    .reduce((sum, component) => sum + distanceOf(component, index.supply), 0n);
  return {
    atOnceBps: inBps(cost, nav),
    atOnceLeaves: partOf(wanted - moved, wanted),
    budgetBps: inBps(index.lossAvailable, WAD),
  };
}

/** {uoa} Between what is held of a component and its target. */
function distanceOf({ units, held, price = 0n }: ComponentState, supply: bigint): bigint {
  const target = (units * supply) / UNIT_SCALE; // {tok}
  return valueOf(held > target ? held - target : target - held, price);
}

function inBps(amount: bigint, whole: bigint): number {
  return partOf(10_000n * amount, whole);
}
