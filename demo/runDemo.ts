import { getAddress } from "viem";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";
import type { Market, MarketRow, MarketWeek } from "@sheaf/sdk/market/market";
import { topRules } from "@sheaf/sdk/rules/topRules";

import { moveMarket } from "../market/moveMarket.ts";
import { actsOfWeek } from "./actsOfWeek.ts";
import { checkLedger } from "./checkLedger.ts";
import type { DemoSummary } from "./demoSummary.ts";
import { finishByStrangers } from "./finishByStrangers.ts";
import type { StrangersReport } from "./finishByStrangers.ts";
import { keepWeek } from "./keepWeek.ts";
import { leaderReturn } from "./leaderReturn.ts";
import { largestTransaction } from "./largestTransaction.ts";
import { listNewcomers } from "./listNewcomers.ts";
import { localClient } from "./localClient.ts";
import { namedContracts } from "./namedContracts.ts";
import { navPerShare, readUnitsPerShare } from "./navPerShare.ts";
import type { UnitsPerShare } from "./navPerShare.ts";
import { openChain } from "./openChain.ts";
import { partOf } from "./partOf.ts";
import { performAct } from "./performAct.ts";
import { rankedRows } from "./rankedRows.ts";
import { setUpDemo } from "./setUpDemo.ts";
import type { Demo } from "./setUpDemo.ts";
import { weekInputs } from "./weekInputs.ts";
import { weekTable } from "./weekTable.ts";
import { weekNote } from "./weekNote.ts";

const WAD = 10n ** 18n;
const DOLLAR = 10n ** 18n; // D18{usd/usdc}

/** Parts of the ranking, in sizes of the index. The rules let nobody stay below 1.2. */
const LISTED = 2; // have a token, a feed and a pool
const TENDED = 1.3; // have makers in their pools every week, like all that is held

export type DemoInputs = {
  readonly market: Market; // cut to the weeks to run
  readonly components: number;
  readonly rpcUrl: string | undefined; // of a local node; a chain in this process without one
  readonly snapshotsDirectory: string | undefined; // where decisions are published, if anywhere
  readonly killKeeperAt: number | undefined; // week from which on the keeper is gone, for one epoch
  readonly print: (line: string) => void;
  readonly width: number; // {characters} of the table of weeks
};

/** The whole loop, week by week, and the closing checks. */
export async function runDemo({
  market,
  components: size,
  rpcUrl,
  snapshotsDirectory,
  killKeeperAt,
  print,
  width,
}: DemoInputs): Promise<DemoSummary> {
  const startedAt = performance.now();
  const [first] = market.weeks;
  if (first === undefined) throw new RangeError("A demo needs a week.");
  const ranked = (week: MarketWeek, sizes: number): MarketRow[] =>
    rankedRows(market, week).slice(0, Math.ceil(size * sizes));
  const connection = await openChain(first.date, rpcUrl);
  const candidates = ranked(first, LISTED);
  print(
    `deploying: ${candidates.length} components with feeds and pools, contracts, and an index of ${size}`,
  );
  const demo = await setUpDemo(connection, `Top ${size}`, candidates);
  if (rpcUrl !== undefined) print(`the index is ${await demo.vault.getAddress()}`);
  const client = localClient(connection.provider, getAddress(demo.multicall));
  const rules = topRules(size, market.leader);

  const table = weekTable(width);
  print(table.head);
  const prices = new Map<string, bigint>([["usdc", DOLLAR]]);
  const summaries: WeekSummary[] = [];
  let navAtStart: bigint | undefined;
  let held = await readUnitsPerShare(demo.market, demo.vault);
  let basketAtStart: UnitsPerShare | undefined;
  let strangers: StrangersReport | undefined;
  for (const [index, week] of market.weeks.entries()) {
    await turnWeek(demo, week, { tended: ranked(week, TENDED), held, prices });
    navAtStart ??= navPerShare(held, prices);
    const carried = withoutRow(held, week);
    const inputs = { market, rules, asOf: week.date, snapshotsDirectory };
    const orders = await weekInputs(demo, client, inputs);
    const keeperIsGone = index + 1 >= (killKeeperAt ?? Infinity) && strangers === undefined;
    const { summary, report } = keeperIsGone
      ? await finishByStrangers(demo, orders)
      : { summary: await keepWeek(demo, orders), report: undefined };
    strangers ??= report;
    basketAtStart ??= await readUnitsPerShare(demo.market, demo.vault);
    const acts: string[] = [];
    for (const act of actsOfWeek(index, market.weeks.length))
      acts.push(await performAct(demo, act));
    held = await readUnitsPerShare(demo.market, demo.vault);
    const isLast = index === market.weeks.length - 1;
    const listed = isLast ? 0 : await listNewcomers(demo, ranked(week, LISTED));
    summaries.push(summary);
    const lines = table.rowOf({
      ...lineOf(summary),
      week: `${index + 1}/${market.weeks.length}`,
      navPerShare: navPerShare(held, prices),
      note: weekNote({ summary, carried, listed, acts, strangers: report }),
    });
    for (const line of lines) print(line);
  }

  if (snapshotsDirectory !== undefined)
    print(`snapshots in ${snapshotsDirectory}, of the index ${await demo.vault.getAddress()}`);
  const check = await checkLedger(client, {
    vault: getAddress(await demo.vault.getAddress()),
    factory: getAddress(await demo.sheaf.factory.getAddress()),
    usdc: getAddress(await demo.market.usdc.getAddress()),
  });
  for (const { what, ledger, chain } of check.differences)
    print(`ledger and chain differ: ${what}: ${ledger}, on chain ${chain}`);
  for (const { what, evidence } of check.faults) print(`not backed: ${what}: ${evidence}`);
  const { largest, largestOfProduct, overCap } = await largestTransaction(
    client,
    await namedContracts(demo),
  );
  for (const { name, gasUsed, hash } of overCap)
    print(`over the gas cap of a transaction: ${name} with ${gasUsed} gas, ${hash}`);
  const flips = summaries.filter(({ flipped, epoch }) => flipped && epoch > 1);
  return {
    market: market.name,
    weeks: market.weeks.length,
    components: size,
    names: check.ledger.balances.size - 1, // USDC is none
    strangers: strangers ?? null,
    epochs: Number(check.ledger.epoch),
    incompleteEpochs: summaries.filter(({ closed }) => closed === "incomplete" || closed === "open")
      .length,
    regimeFlips: flips.length,
    flips: flips.map(({ asOf, regime }) => `${regime} on ${asOf}`),
    trades: summaries.reduce((sum, { trades }) => sum + trades, 0),
    maxTxGas: Number(largest.gasUsed),
    maxTxName: largest.name,
    maxProductTxGas: Number(largestOfProduct.gasUsed),
    maxProductTxName: largestOfProduct.name,
    tradingCostBps: partOf(10_000n * summaries.reduce((sum, { cost }) => sum + cost, 0n), WAD),
    navReturn: returnOf(navPerShare(held, prices), navAtStart ?? 0n),
    btcReturn: leaderReturn(market),
    basketReturn: returnOf(navPerShare(basketAtStart ?? new Map(), prices), navAtStart ?? 0n),
    ledgerEqualsChain: check.differences.length === 0,
    everyShareBacked: check.faults.length === 0,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

/** Monday, 00:00 UTC: the clock and the feeds move, and the pools of what is held or within reach. */
async function turnWeek(
  demo: Demo,
  { date, rows }: MarketWeek,
  market: {
    readonly tended: readonly MarketRow[];
    readonly held: UnitsPerShare;
    readonly prices: Map<string, bigint>;
  },
): Promise<void> {
  const known = rows.filter(({ id }) => demo.market.names.has(id));
  const inReach = new Set(market.tended.map(({ id }) => id));
  const tended = known.filter(({ id }) => inReach.has(id) || market.held.has(id));
  await demo.connection.networkHelpers.time.increaseTo(Date.parse(`${date}T00:00:00Z`) / 1000);
  await moveMarket(demo.market, known, tended);
  for (const { id, price } of known) market.prices.set(id, price);
}

/** Ids that are held and that a week's rows say nothing of. */
function withoutRow(held: UnitsPerShare, { rows }: MarketWeek): string[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...held.keys()].filter(
    (id) => id !== "usdc" && !known.has(id) && (held.get(id)?.units ?? 0n) > 0n,
  );
}

function lineOf(summary: WeekSummary) {
  const gas = summary.gas.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  const { asOf: date, regime, turnover, cost, trades } = summary;
  return {
    date,
    regime,
    entered: summary.entered.length,
    left: summary.left.length,
    trades,
    turnover,
    cost,
    gas,
  };
}

/** {1} What was gained, of what there was before. For people to read. */
function returnOf(after: bigint, before: bigint): number {
  return partOf(after - before, before);
}
