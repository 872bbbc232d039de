import { createPublicClient, custom, getAddress } from "viem";
import type { Address, PublicClient } from "viem";
import { publishDecision } from "@sheaf/keeper/decision/publishDecision";
import { runWeek } from "@sheaf/keeper/decision/runWeek";
import type { WeekInputs } from "@sheaf/keeper/decision/runWeek";
import type { WeekSummary } from "@sheaf/keeper/decision/weekSummary";
import { parseRoutes } from "@sheaf/keeper/execution/parseRoutes";
import { createMarketSignals } from "@sheaf/keeper/signals/createMarketSignals";
import type { Market, MarketWeek } from "@sheaf/sdk/market/market";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import { alignPools } from "../market/alignPools.ts";
import { moveMarket } from "../market/moveMarket.ts";
import { candidatesOf } from "./candidatesOf.ts";
import { checkLedger } from "./checkLedger.ts";
import type { DemoSummary } from "./demoSummary.ts";
import { largestTransaction } from "./largestTransaction.ts";
import type { UnitsPerShare } from "./navPerShare.ts";
import { navPerShare, readUnitsPerShare } from "./navPerShare.ts";
import { actOfTheWeek } from "./actOfTheWeek.ts";
import type { Demo } from "./setUpDemo.ts";
import { setUpDemo } from "./setUpDemo.ts";
import { LOCAL_CHAIN_ID, openChain } from "./openChain.ts";
import { weekHead, weekLine } from "./weekLine.ts";

const WAD = 10n ** 18n;
const POOL_FEE = 3000; // {1e-6}
const DOLLAR = 10n ** 18n; // D18{usd/usdc}

export type DemoInputs = {
  readonly market: Market; // cut to the weeks to run
  readonly components: number;
  readonly rpcUrl: string | undefined; // of a local node; a chain in this process without one
  readonly snapshotsDirectory: string | undefined; // where decisions are published, if anywhere
  readonly print: (line: string) => void;
};

/** The whole loop, week by week, and the closing checks. */
export async function runDemo({
  market,
  components,
  rpcUrl,
  snapshotsDirectory,
  print,
}: DemoInputs): Promise<DemoSummary> {
  const startedAt = performance.now();
  const candidates = candidatesOf(market, components);
  const [first] = market.weeks;
  if (first === undefined) throw new RangeError("A demo needs a week.");
  const connection = await openChain(first.date, rpcUrl);
  print(
    `deploying: ${candidates.length} components with feeds and pools, contracts, and an index of ${components}`,
  );
  const demo = await setUpDemo(connection, `Top ${components}`, candidates);
  const client = createPublicClient({
    transport: custom(demo.connection.provider, { retryCount: 0 }),
    cacheTime: 0,
    pollingInterval: 20,
  });
  const week = await weekInputs(demo, client, market, components);
  const publishing =
    snapshotsDirectory === undefined
      ? {}
      : { publish: publishDecision.bind(undefined, snapshotsDirectory) };

  print(weekHead());
  const prices = new Map<string, bigint>([["usdc", DOLLAR]]);
  const summaries: WeekSummary[] = [];
  let navAtStart: bigint | undefined;
  let basketAtStart: UnitsPerShare | undefined;
  for (const [index, marketWeek] of market.weeks.entries()) {
    await turnWeek(demo, marketWeek, prices);
    navAtStart ??= navPerShare(await readUnitsPerShare(demo.market, demo.vault), prices);
    const summary = await runWeek({ ...week, ...publishing, asOf: marketWeek.date });
    await alignPools(demo.market);
    basketAtStart ??= await readUnitsPerShare(demo.market, demo.vault);
    const note = await actOfTheWeek(demo, index, market.weeks.length);
    summaries.push(summary);
    const nav = navPerShare(await readUnitsPerShare(demo.market, demo.vault), prices);
    print(
      weekLine({
        ...lineOf(summary),
        navPerShare: nav,
        note: [namesOf(summary), note].filter(Boolean).join(". "),
      }),
    );
  }

  if (snapshotsDirectory !== undefined)
    print(`snapshots in ${snapshotsDirectory}, of the index ${week.vault}`);
  const navAtEnd = navPerShare(await readUnitsPerShare(demo.market, demo.vault), prices);
  const check = await checkLedger(client, {
    vault: getAddress(await demo.vault.getAddress()),
    factory: getAddress(await demo.sheaf.factory.getAddress()),
    usdc: getAddress(await demo.market.usdc.getAddress()),
  });
  for (const { what, ledger, chain } of check.differences)
    print(`ledger and chain differ: ${what}: ${ledger}, on chain ${chain}`);
  for (const { what, evidence } of check.faults) print(`not backed: ${what}: ${evidence}`);
  return {
    market: market.name,
    weeks: market.weeks.length,
    components,
    epochs: Number(check.ledger.epoch),
    incompleteEpochs: summaries.filter(({ closed }) => closed === "incomplete" || closed === "open")
      .length,
    regimeFlips: summaries.filter(({ flipped, epoch }) => flipped && epoch > 1).length,
    trades: summaries.reduce((sum, { trades }) => sum + trades, 0),
    maxTxGas: Number(await largestTransaction(client)),
    tradingCostBps: ratio(
      summaries.reduce((sum, { cost }) => sum + cost, 0n),
      WAD,
      4,
    ),
    navReturn: ratio(navAtEnd, navAtStart ?? 0n) - 1,
    btcReturn: ratio(priceOf(market, market.weeks.length - 1), priceOf(market, 0)) - 1,
    basketReturn: ratio(navPerShare(basketAtStart ?? new Map(), prices), navAtStart ?? 0n) - 1,
    ledgerEqualsChain: check.differences.length === 0,
    everyShareBacked: check.faults.length === 0,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

/** Monday, 00:00 UTC: the clock, the feeds and the pools move. */
async function turnWeek(
  demo: Demo,
  { date, rows }: MarketWeek,
  prices: Map<string, bigint>,
): Promise<void> {
  const known = rows.filter(({ id }) => demo.market.names.has(id));
  await demo.connection.networkHelpers.time.increaseTo(Date.parse(`${date}T00:00:00Z`) / 1000);
  await moveMarket(demo.market, known);
  for (const { id, price } of known) prices.set(id, price);
}

async function weekInputs(
  demo: Demo,
  client: PublicClient,
  market: Market,
  size: number,
): Promise<Omit<WeekInputs, "asOf">> {
  const usdc = getAddress(await demo.market.usdc.getAddress());
  const rules = topRules(size, market.leader);
  const names = [...demo.market.names.values()];
  const routes = names.map(
    ({ token, pool, tokenIsToken0 }) =>
      [token, { pool, fee: POOL_FEE, token0: tokenIsToken0 ? token : usdc }] as const,
  );
  const components = names.map(({ id, token }): [string, Address] => [id, getAddress(token)]);
  return {
    client,
    chainId: LOCAL_CHAIN_ID,
    vault: getAddress(await demo.vault.getAddress()),
    executor: getAddress(await demo.sheaf.executor.getAddress()),
    strategist: getAddress(demo.strategist),
    keeper: getAddress(demo.keeper),
    rules,
    signals: createMarketSignals(market),
    components: new Map([...components, [rules.settlement, usdc]]),
    routes: parseRoutes(Object.fromEntries(routes)),
  };
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

/** Who came and went, where that is not everybody. */
function namesOf({ entered, left, flipped, epoch }: WeekSummary): string {
  if (epoch === 1 || flipped) return "";
  const names = [...entered.map((id) => `+${id}`), ...left.map((id) => `-${id}`)];
  return names.join(" ");
}

/** D18{usd/token} The leader's price in a week. */
function priceOf(market: Market, week: number): bigint {
  return market.weeks[week]?.rows.find(({ id }) => id === market.leader)?.price ?? 0n;
}

/** A ratio of two amounts of one unit for people to read, six decimals, times 10^`shift`. Never used to compute with. */
function ratio(numerator: bigint, denominator: bigint, shift = 0): number {
  if (denominator === 0n) return 0;
  return Number(formatDecimal((numerator * WAD * 10n ** BigInt(shift)) / denominator, 18, 6));
}
