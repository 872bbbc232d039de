import { labelledLines } from "@sheaf/commands/labelledLines";
import { layOutTable } from "@sheaf/commands/layOutTable";
import type { Column } from "@sheaf/commands/layOutTable";

import { TRANSACTION_GAS_CAP } from "../largestTransaction.ts";
import type { ExitRun, ExitSummary } from "./exitSummary.ts";
import type { WayReport } from "./makeWay.ts";

type Way = { readonly run: ExitRun; readonly way: WayReport };
type Row = readonly [label: string, cell: (way: WayReport, run: ExitRun) => string];

const REASONS = [
  "impact  a leg is cheaper in parts: its pool is refilled in the ten minutes between two of them",
  "budget  parts of the cheapest size would lose more than trades may: they are smaller, so that all of them fit",
  "gas cap more legs than one transaction holds",
];

const LABEL = 34;
const CELL = 15;

/** Results of an exit and the way back: a column for each way, side by side as far as `width` goes, and the closing checks. */
export function exitLines(summary: ExitSummary, width: number): string[] {
  const ways = summary.runs.flatMap((run) => [
    { run, way: run.out },
    { run, way: run.back },
  ]);
  const beside = Math.max(1, Math.floor((width - LABEL) / CELL));
  const pairs = beside < ways.length && beside > 1 ? beside - (beside % 2) : beside;
  const parts = ways.flatMap((_, at) => (at % pairs === 0 ? [ways.slice(at, at + pairs)] : []));
  return [
    ...parts.flatMap((part) => [...tableOf(summary, part), ""]),
    ...REASONS,
    "",
    "Bob, who holds shares and no role, leaves in part, in kind:",
    ...summary.runs.flatMap(({ conditions, redemptions }) =>
      redemptions.map(
        ({ when, shares, components, usd }) =>
          `  ${conditions}, ${when}: ${shares} shares for ${components} components worth $${usd}`,
      ),
    ),
    "",
    ...checkLines(summary),
  ];
}

function tableOf(summary: ExitSummary, ways: readonly Way[]): string[] {
  const { row } = layOutTable(
    [
      { title: "", width: LABEL, align: "left" },
      ...ways.map((): Column => ({ title: "", width: CELL - 2, align: "right" })),
    ],
    Infinity,
  );
  const rowOf = (label: string, cell: (way: Way) => string): string[] =>
    row([label, ...ways.map(cell)]);
  return [
    ...rowOf("", ({ way, run }) => (way === run.out || ways.length === 1 ? run.conditions : "")),
    ...rowOf("", ({ way, run }) => (way === run.out ? "out" : "back")),
    ...rowsOf(summary).flatMap(([label, cell]) => rowOf(label, ({ way, run }) => cell(way, run))),
  ];
}

function rowsOf({ stables, runs }: ExitSummary): Row[] {
  return [
    ["date", ({ date }) => date],
    ["regime from then on", ({ regime }) => regime],
    ["pools hold, at least", (_, { depth: [least] }) => dollars(least)],
    ["and at most", (_, { depth: [, most] }) => dollars(most)],
    ["a leg's gas costs", (_, { legGasUsd }) => `$${legGasUsd.toFixed(2)}`],
    ["transactions that trade", ({ tradeGas }) => String(tradeGas.length)],
    ["more than one because of", ({ chunkedFor }) => chunkedFor.join(", ") || "-"],
    ["legs in them", ({ legs }) => String(legs)],
    ["gas of all of them", ({ tradeGas }) => count(tradeGas.reduce((sum, gas) => sum + gas, 0))],
    ["gas of the largest", ({ tradeGas }) => count(Math.max(0, ...tradeGas))],
    [
      "part of 2^24",
      ({ tradeGas }) => percent(Math.max(0, ...tradeGas) / Number(TRANSACTION_GAS_CAP)),
    ],
    ["gas of the epoch's start", ({ startGas }) => count(startGas)],
    ["gas of its close", ({ closeGas }) => count(closeGas)],
    ["all at once: bps of NAV", ({ atOnceBps }) => atOnceBps.toFixed(1)],
    ["  and what that leaves untraded", ({ atOnceLeaves }) => percent(Math.max(0, atOnceLeaves))],
    ["planned before each trade: bps", ({ plannedBps }) => plannedBps.toFixed(1)],
    ["measured by the vault: bps", ({ costBps }) => costBps.toFixed(1)],
    ["trades may lose: bps", ({ budgetBps }) => budgetBps.toFixed(1)],
    ["settled after", ({ settled, minutes }) => (settled ? duration(minutes) : "NOT settled")],
    ["components held then", ({ after }) => String(after.components)],
    ["  and worth, of NAV", ({ after }) => percent(after.othersPercent / 100)],
    ...stables.flatMap((id): Row[] => {
      const held = ({ after }: WayReport) => after.stables.find((stable) => stable.id === id);
      const wanted = runs[0] === undefined ? undefined : held(runs[0].out);
      return [
        [`${id} held then`, (way) => held(way)?.amount ?? "-"],
        [
          `  of NAV (rules: ${wanted?.wanted ?? 0} %, then 0)`,
          (way) => percent((held(way)?.percent ?? 0) / 100),
        ],
      ];
    }),
    ["off target beyond tolerance", ({ after }) => String(after.offTarget)],
    ["allowances that the vault gives", ({ openAllowances }) => String(openAllowances)],
  ];
}

function checkLines({ runs, seconds }: ExitSummary): string[] {
  const yes = (fact: boolean): string => (fact ? "yes" : "NO");
  const [first] = runs;
  const largest = runs.reduce(
    (most, run) => (run.maxTxGas > (most?.maxTxGas ?? 0) ? run : most),
    first,
  );
  const isUnder = runs.every(({ maxTxGas }) => maxTxGas <= Number(TRANSACTION_GAS_CAP));
  const rows: readonly (readonly [string, string])[] = [
    [
      "largest transaction of the chain",
      `${count(largest?.maxTxGas ?? 0)} gas: ${largest?.maxTxName}`,
    ],
    ["all transactions under 2^24 gas", yes(isUnder)],
    ["ledger rebuilt from events = chain", yes(runs.every((run) => run.ledgerEqualsChain))],
    ["every share backed", yes(runs.every((run) => run.everyShareBacked))],
    ["time", `${seconds} s`],
  ];
  return labelledLines(rows, LABEL + 6);
}

function duration(minutes: number): string {
  return minutes < 1 ? `${Math.round(minutes * 60)} s` : `${minutes.toFixed(0)} min`;
}

function count(gas: number): string {
  return gas.toLocaleString("en-US");
}

function dollars(usd: number): string {
  return `$${usd.toLocaleString("en-US")}`;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}
