import { WAITS_FOR_REFILL } from "@sheaf/sdk/plan/limitChunks";
import { PLAN_LIMITS } from "@sheaf/sdk/plan/planLimits";
import { planTrades } from "@sheaf/sdk/plan/planTrades";
import { quoteSwap } from "@sheaf/sdk/plan/quoteSwap";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { UNIT_SCALE } from "@sheaf/sdk/units/unitScale";
import { WAD } from "@sheaf/sdk/units/wad";
import { modelPool } from "./modelPool.ts";
import type { PlanComponent } from "@sheaf/sdk/plan/chooseLegs";
import type { PlannedLeg, PlannedTrade } from "@sheaf/sdk/plan/plan";
import type { Pool } from "@sheaf/sdk/plan/pool";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import type { CostModel } from "./costModel.ts";

/** Amounts that an index holds: components at 18 decimals, USDC at 6. */
export type Holdings = {
  readonly components: ReadonlyMap<string, bigint>; // {tok}
  readonly usdc: bigint; // {usdc}
};

export type TradingInputs = {
  readonly targets: readonly Weight[]; // sum to one
  readonly settlement: string;
  readonly holdings: Holdings;
  readonly prices: ReadonlyMap<string, bigint>; // D18{usd/tok}
  readonly volumes: ReadonlyMap<string, bigint>; // D18{usd}
  /** Ids whose price is not this week's: no feed vouches for them, so they are not traded. */
  readonly unpriced: ReadonlySet<string>;
  readonly nav: bigint; // D18{usd}
  readonly lossCap: bigint; // WAD of NAV
  readonly costs: CostModel;
};

export type TradingResult = {
  readonly holdings: Holdings;
  readonly legs: number;
  readonly sold: bigint; // D18{usd} at the market's prices, USDC apart
  readonly bought: bigint; // D18{usd}
  readonly lost: bigint; // D18{usd} to fees and impact
  readonly gas: bigint; // {gas}
};

const USDC_PRICE = 10n ** 48n; // {uoa} per 1e36 {usdc}
const SUPPLY = WAD; // {share} a plan only needs units times supply
/** As many transactions as the keeper sends in one run. */
const MOST_TRADES = 12;

/**
 * Plans with the keeper's planner, trades in modelled pools, and plans again, one transaction at a time, as the keeper does: in
 * chunks while pools refill, and all that is left at once when they no longer do.
 */
export function tradeToTargets(inputs: TradingInputs): TradingResult {
  const { targets, settlement, nav, lossCap } = inputs;
  const components = new Map(inputs.holdings.components);
  let pools = poolsOf(inputs);
  let { refills } = inputs.costs;
  const positions = [...new Set([...targets.map(({ id }) => id), ...components.keys()])]
    .filter((id) => id !== settlement)
    .sort();
  const weights = new Map(targets.map(({ id, weight }) => [id, weight]));
  let usdc = inputs.holdings.usdc;
  let available = mulDivDown(nav, lossCap, WAD);
  const legGas = PLAN_LIMITS.gasPerLeg * inputs.costs.gasPrice; // D18{usd}
  let result = { legs: 0, sold: 0n, bought: 0n, lost: 0n, gas: 0n };
  for (let count = 0; count < MOST_TRADES; count += 1) {
    const { trades, skipped } = planTrades({
      components: positions.map((id, position) =>
        componentOf(id, position, { ...inputs, components, pools, weight: weights.get(id) ?? 0n }),
      ),
      usdc: {
        position: positions.length,
        units: mulDivDown(
          nav / 10n ** 12n,
          (weights.get(settlement) ?? 0n) * UNIT_SCALE,
          WAD * SUPPLY,
        ),
        held: usdc,
        price: USDC_PRICE,
      },
      carried: 0n,
      supply: SUPPLY,
      nav,
      lossAvailable: available,
      limits: { minimumTrade: 20n * legGas },
      chunks: { gas: legGas, drained: new Set(), most: refills + 1 },
    });
    const [trade] = trades;
    if (trade === undefined) break;
    for (const leg of trade.legs)
      usdc += swap(leg, positions[leg.position] ?? "", components, pools);
    result = add(result, trade);
    available -= trade.legs.reduce((sum, { cost }) => sum + (cost > 0n ? cost : 0n), 0n);
    if (trades.length > 1 || !skipped.some(({ reason }) => reason === WAITS_FOR_REFILL)) continue;
    pools = poolsOf(inputs);
    refills -= 1;
  }
  return { ...result, holdings: { components: withoutEmpty(components), usdc } };
}

function poolsOf({ prices, volumes, unpriced, costs }: TradingInputs): Map<string, Pool> {
  return new Map(
    [...prices]
      .filter(([id]) => !unpriced.has(id) && volumes.has(id))
      .map(([id, price]) => [id, modelPool({ price, volume24h: volumes.get(id) ?? 0n, costs })]),
  );
}

function componentOf(
  id: string,
  position: number,
  {
    prices,
    unpriced,
    nav,
    components,
    pools,
    weight,
  }: TradingInputs & {
    readonly components: ReadonlyMap<string, bigint>;
    readonly pools: ReadonlyMap<string, Pool>;
    readonly weight: bigint;
  },
): PlanComponent {
  const price = prices.get(id) ?? 0n;
  const known = price > 0n && !unpriced.has(id);
  const held = components.get(id) ?? 0n;
  // {tok} = WAD * D18{usd} / D18{usd/tok}; what has no price of this week keeps what it holds.
  const target = known ? (weight * nav) / price : held;
  return {
    position,
    token: "0x0000000000000000000000000000000000000000",
    units: (target * UNIT_SCALE) / SUPPLY,
    held,
    price: known ? price * WAD : undefined,
    dust: 0n,
    sellable: true,
    buyable: true,
    pool: pools.get(id),
  };
}

/** {usdc} that come in, or go out if below zero. */
function swap(
  leg: PlannedLeg,
  id: string,
  components: Map<string, bigint>,
  pools: Map<string, Pool>,
): bigint {
  const pool = pools.get(id);
  if (pool === undefined) return 0n;
  const { amount, usdc, sqrtPriceX96 } = quoteSwap({ ...leg, pool });
  pools.set(id, { ...pool, sqrtPriceX96 });
  const held = components.get(id) ?? 0n;
  components.set(id, leg.side === "sell" ? held - amount : held + amount);
  return leg.side === "sell" ? usdc : -usdc;
}

function add(result: Omit<TradingResult, "holdings">, trade: PlannedTrade) {
  const valueOn = (side: "sell" | "buy"): bigint =>
    trade.legs.reduce((sum, leg) => (leg.side === side ? sum + leg.value : sum), 0n);
  return {
    legs: result.legs + trade.legs.length,
    sold: result.sold + valueOn("sell"),
    bought: result.bought + valueOn("buy"),
    lost: result.lost + trade.cost,
    gas: result.gas + trade.gas,
  };
}

function withoutEmpty(components: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map([...components].filter(([, held]) => held > 0n));
}
