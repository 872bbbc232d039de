import { runBacktest } from "@sheaf/lab/backtest/runBacktest";
import { modelPool } from "@sheaf/lab/backtest/modelPool";
import { COST_MODEL } from "@sheaf/lab/backtest/costModel";
import { planTrades } from "@sheaf/sdk/plan/planTrades";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { UNIT_SCALE } from "@sheaf/sdk/units/unitScale";
import { WAD } from "@sheaf/sdk/units/wad";
import type { PlanComponent } from "@sheaf/sdk/plan/chooseLegs";
import type { MarketRow } from "@sheaf/sdk/market/market";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import type { TimeRow } from "../report/benchReport.ts";
import { modelDailyMarket } from "./modelDailyMarket.ts";

const DAYS = 2922; // {day} eight years
const RUNS = 5;
const NAV = 10n ** 24n; // D18{usd}
const NOWHERE = "0x0000000000000000000000000000000000000000";

/** What pure computations take on this machine: the processor's time, so that others' work counts for little. */
export function measureTimes(): TimeRow[] {
  const market = modelDailyMarket({ seed: 1, days: DAYS, names: 100 });
  const rules = topRules(100, market.leader);
  const backtest = leastOf(3, () => runBacktest({ market, rules, nav: NAV }));
  const { rows, holdings } = candidates();
  const decision = leastOf(RUNS, () => decide(rows, holdings));
  return [
    timeRow("backtest of 2922 daily dates", 100, backtest, 3_000),
    timeRow("rules and plan, 100 held", rows.length, decision, 100),
  ];
}

function timeRow(work: string, n: number, ms: number, reference: number): TimeRow {
  return { work, n, ms, reference, ratio: Number((ms / reference).toFixed(4)) };
}

/** {ms} The least of so many runs, whole. */
function leastOf(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return Math.ceil((user + system) / 1_000);
  });
  return Math.min(...times);
}

/** A reading of a thousand coins, and an index that held the first hundred a year ago. */
function candidates(): { rows: readonly MarketRow[]; holdings: readonly Weight[] } {
  const market = modelDailyMarket({ seed: 2, days: 52, names: 1_000 });
  const rules = topRules(100, market.leader);
  const [first, last] = [market.weeks[0]?.rows ?? [], market.weeks.at(-1)?.rows ?? []];
  const { weights } = deriveTargets({
    rules,
    asOf: first[0]?.date ?? "",
    rows: first,
    excluded: market.excluded,
    regime: "bull",
    holdings: [],
  });
  return { rows: last, holdings: weights };
}

function decide(rows: readonly MarketRow[], holdings: readonly Weight[]): void {
  const rules = topRules(100, "coin-001");
  const { weights } = deriveTargets({
    rules,
    asOf: rows[0]?.date ?? "",
    rows,
    excluded: new Set(),
    regime: "bull",
    holdings,
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const heldOf = new Map(holdings.map(({ id, weight }) => [id, weight]));
  const amount = (weight: bigint, price: bigint): bigint => (weight * NAV) / price; // {tok}
  const components = weights
    .filter(({ id }) => id !== rules.settlement)
    .map(({ id, weight }, position): PlanComponent => {
      const { price = WAD, volume24h = 0n } = rowOf.get(id) ?? {};
      return {
        position,
        token: NOWHERE,
        units: (amount(weight, price) * UNIT_SCALE) / WAD,
        held: amount(heldOf.get(id) ?? 0n, price),
        price: price * WAD,
        dust: 0n,
        sellable: true,
        buyable: true,
        pool: modelPool({ price, volume24h, costs: COST_MODEL }),
      };
    });
  planTrades({
    components,
    usdc: { position: components.length, units: 0n, held: 0n, price: 10n ** 48n },
    carried: 0n,
    supply: WAD,
    nav: NAV,
    lossAvailable: NAV,
  });
}
