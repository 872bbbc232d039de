import { getAddress } from "viem";
import type { PublicClient } from "viem";
import type { Market, MarketRow, MarketWeek } from "@sheaf/sdk/market/market";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { WeekInputs } from "@sheaf/keeper/runWeek";

import type { DepthRule } from "../../market/depthFor.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { buyShares } from "../buyShares.ts";
import { checkLedger } from "../checkLedger.ts";
import { keepWeek } from "../keepWeek.ts";
import { largestTransaction } from "../largestTransaction.ts";
import { localClient } from "../localClient.ts";
import { namedContracts } from "../namedContracts.ts";
import { openChain } from "../openChain.ts";
import type { Person } from "../person.ts";
import { rankedRows } from "../rankedRows.ts";
import { setUpDemo } from "../setUpDemo.ts";
import type { Demo } from "../setUpDemo.ts";
import type { StableCoin } from "../setUpSheaf.ts";
import { weekInputs } from "../weekInputs.ts";
import { exitMarket } from "./exitMarket.ts";
import { exitRules } from "./exitRules.ts";
import type { ExitRun, ExitSummary } from "./exitSummary.ts";
import { makeWay } from "./makeWay.ts";
import { redeemPart } from "./redeemPart.ts";
import type { RedemptionReport } from "./redeemPart.ts";

const DOLLAR = 10n ** 18n; // D18{usd}
const USDC = 10n ** 6n;
const PERCENT = WAD / 100n;

/** Beside USDC, with the decimals that they have in life. */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ["tether", 6],
  ["dai", 18],
]);

/** D18{usd} A day's volume that makes a pool of the greatest depth. */
const MOST_TRADED = 10n ** 31n;

/**
 * A trade is planned up to 97 % of the gas cap, where the planner's own limit is 70 %: its gas for a leg is some 15 % above what
 * the dearest way here takes, a leg into a component that is not held yet, and the keeper simulates at the cap before it sends.
 */
const LIMITS: Partial<PlanLimits> = { gasShare: (WAD * 97n) / 100n };

/** What one of the people puts in before the way out. {usdc} */
const PURCHASE = 10_000n * USDC;

/** {1} What trades may lose in any seven days: a fifth of what the demo of a year allows. */
const LOSS_LIMIT = (WAD * 6n) / 1_000n;

type Conditions = {
  readonly name: ExitRun["conditions"];
  readonly depth: DepthRule;
  readonly legGas: bigint; // {uoa}
};

const DEEP: Conditions = {
  name: "deep pools",
  depth: { volumeDivisor: 20n, least: 20_000_000n * DOLLAR, most: 500_000_000n * DOLLAR },
  legGas: DOLLAR / 2n,
};
const SHALLOW: Conditions = {
  name: "shallow pools",
  depth: { volumeDivisor: 2_000n, least: 20_000n * DOLLAR, most: 600_000n * DOLLAR },
  legGas: DOLLAR / 2n,
};
/** So dear that fewer and larger chunks would be cheaper, and cost more of NAV than trades may lose. */
const DEAR: Conditions = { ...SHALLOW, name: "dear gas", legGas: 30n * DOLLAR };

export type ExitInputs = {
  readonly market: Market; // a year
  readonly components: number;
  readonly rpcUrl: string | undefined; // of a local node; a chain in this process without one
  readonly snapshotsDirectory: string | undefined; // where decisions are published, if anywhere
  readonly print: (line: string) => void;
};

/** What both runs share. */
type Stage = {
  readonly demo: Demo;
  readonly client: PublicClient;
  readonly market: Market; // of three weeks
  readonly rules: Rules;
  readonly snapshotsDirectory: string | undefined;
  readonly print: (line: string) => void;
};

/**
 * An index of components leaves for three stablecoins when the regime turns bear, and comes back when it turns bull: with deep
 * pools, with shallow ones, and with these while gas is dear, each from the same state of the same chain. The keeper does it,
 * with nothing special.
 */
export async function runExit({
  market: year,
  components: size,
  rpcUrl,
  snapshotsDirectory,
  print,
}: ExitInputs): Promise<ExitSummary> {
  const startedAt = performance.now();
  const rules = exitRules(size, year.leader);
  const market = exitMarket(year, rules);
  const [start, out, back] = market.weeks;
  if (start === undefined || out === undefined || back === undefined)
    throw new RangeError("An exit needs three weeks.");
  const rows = rowsInReach(market, size);
  const budgetBps = Number((10_000n * LOSS_LIMIT) / WAD);
  const connection = await openChain(start.date, rpcUrl);
  const shares = (rules.stables ?? []).map(({ id, weight }) => `${id} ${weight / PERCENT} %`);
  print(
    `In a bear regime: ${shares.join(", ")}. Trades may lose ${budgetBps} bps of NAV in seven days.`,
  );
  print(
    "The local pools all take 0.3 %, those of stablecoins too: most of what a way costs are their fees.",
  );
  print(
    `deploying: ${rows.length} components and ${shares.length} stablecoins with feeds and pools, contracts, an index`,
  );
  const demo = await setUpDemo(connection, `Top ${size}`, rows, {
    stables: stablesOf(start),
    lossLimit: LOSS_LIMIT,
  });
  const client = localClient(connection.provider, getAddress(demo.multicall));
  const stage = { demo, client, market, rules, snapshotsDirectory, print };

  print(`${start.date}, bull: the index buys ${size} components, and Bob buys shares`);
  const inputs = await turnTo(stage, DEEP, start);
  const first = await keepWeek(demo, inputs);
  const [bob] = demo.people;
  if (bob === undefined) throw new RangeError("An exit needs somebody who holds shares.");
  await buyShares(demo, bob, PURCHASE);

  const before = await connection.networkHelpers.takeSnapshot();
  const runs: ExitRun[] = [];
  for (const conditions of [DEEP, SHALLOW, DEAR]) {
    if (runs.length > 0) await before.restore();
    runs.push(await leaveAndReturn(stage, conditions, [out, back], bob));
  }
  return {
    market: year.name,
    components: size,
    stables: (rules.stables ?? []).map(({ id }) => id),
    budgetBps,
    firstEpochSettled: first.closed === "settled",
    runs,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

/** Out and back, with somebody who leaves in part while the index trades, where it takes several trades, and in between. */
async function leaveAndReturn(
  stage: Stage,
  conditions: Conditions,
  [out, back]: readonly [MarketWeek, MarketWeek],
  person: Person,
): Promise<ExitRun> {
  const { demo, client, rules, print } = stage;
  const redemptions: RedemptionReport[] = [];
  const leave = async (inputs: WeekInputs, when: string): Promise<void> => {
    const order = { person, part: 2n, when };
    redemptions.push(await redeemPart(demo, client, inputs, order));
  };

  print(`${conditions.name}, ${out.date}, bear: out of ${rules.size} components`);
  const outward = await turnTo(stage, conditions, out);
  const wayOut = await makeWay(demo, client, withVisitor(outward, leave));
  await leave(outward, "in stablecoins");
  print(`${conditions.name}, ${back.date}, bull: the way back`);
  const inward = await turnTo(stage, conditions, back);
  const wayBack = await makeWay(demo, client, inward);

  const check = await checkLedger(client, {
    vault: inward.vault,
    factory: getAddress(await demo.sheaf.factory.getAddress()),
    usdc: getAddress(await demo.market.usdc.getAddress()),
  });
  const { largest } = await largestTransaction(client, await namedContracts(demo));
  return {
    conditions: conditions.name,
    depth: [Number(conditions.depth.least / DOLLAR), Number(conditions.depth.most / DOLLAR)],
    legGasUsd: Number(formatDecimal(conditions.legGas, 18, 2)),
    out: wayOut,
    back: wayBack,
    redemptions,
    maxTxGas: Number(largest.gasUsed),
    maxTxName: largest.name,
    ledgerEqualsChain: check.differences.length === 0,
    everyShareBacked: check.faults.length === 0,
  };
}

/** The same week, in which somebody comes by at the first pause between two trades. */
function withVisitor(
  inputs: WeekInputs,
  visit: (inputs: WeekInputs, when: string) => Promise<void>,
): WeekInputs {
  const { chunking } = inputs;
  if (chunking === undefined) return inputs;
  let visited = false;
  const pause = async (): Promise<void> => {
    await chunking.pause();
    if (visited) return;
    visited = true;
    await visit(inputs, "between two trades");
  };
  return { ...inputs, chunking: { ...chunking, pause } };
}

/** Monday, 00:00 UTC of a week: clock, feeds and pools as it has them, and what the keeper is told. */
async function turnTo(
  { demo, client, market, rules, snapshotsDirectory }: Stage,
  { depth, legGas }: Conditions,
  week: MarketWeek,
): Promise<WeekInputs> {
  const known = week.rows.filter(({ id }) => demo.market.names.has(id) && !DECIMALS.has(id));
  const rows = [...known, ...stablesOf(week).map(({ row }) => row)];
  await demo.connection.networkHelpers.time.increaseTo(Date.parse(`${week.date}T00:00:00Z`) / 1000);
  await moveMarket({ ...demo.market, depth }, rows);
  return weekInputs(demo, client, {
    market,
    rules,
    asOf: week.date,
    snapshotsDirectory,
    limits: LIMITS,
    legGas,
  });
}

/** What ranks high enough in any of the weeks. */
function rowsInReach(market: Market, size: number): MarketRow[] {
  const rows = market.weeks.flatMap((week) => rankedRows(market, week).slice(0, size));
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()];
}

/** At the price of the week's rows, or a dollar, in pools of the greatest depth. */
function stablesOf({ rows }: MarketWeek): StableCoin[] {
  return [...DECIMALS].map(([id, decimals]) => {
    const price = rows.find((row) => row.id === id)?.price ?? DOLLAR;
    return { row: { id, price, volume24h: MOST_TRADED }, decimals };
  });
}
