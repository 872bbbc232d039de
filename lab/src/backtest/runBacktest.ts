import { signalsKnown } from "@sheaf/sdk/market/signalsKnown";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import { checkFit } from "./checkFit.ts";
import { COST_MODEL } from "./costModel.ts";
import { decideStep } from "./decideStep.ts";
import { tradeToTargets } from "./tradeToTargets.ts";
import type { Market, MarketWeek } from "@sheaf/sdk/market/market";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import type { TargetWeight } from "@sheaf/sdk/rules/deriveTargets";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { Regime, RegimeState } from "@sheaf/sdk/rules/regime";
import type { CostModel } from "./costModel.ts";
import type { Holdings, TradingResult } from "./tradeToTargets.ts";

export type BacktestInputs = {
  readonly market: Market;
  readonly rules: Rules;
  readonly nav: bigint; // D18{usd} put in at the start
  readonly costs?: Partial<CostModel>;
};

/** One date of the market, after its trades. */
export type BacktestStep = {
  readonly date: string;
  readonly nav: bigint; // D18{usd/share}, one at the start
  /** D18 Price of the leader, one at the start; unknown where the first date has no row of it. */
  readonly leader: bigint | undefined;
  /** D18 Value of the first basket without costs, one at the start; unknown where the rules had none to name. */
  readonly untraded: bigint | undefined;
  readonly regime: Regime;
  readonly flipped: boolean;
  readonly names: number; // {component} held, settlement apart
  readonly unpriced: readonly UnpricedHolding[]; // held and not in this date's rows
  readonly current: readonly Weight[]; // before trades
  readonly targets: readonly TargetWeight[] | undefined; // what was traded to, where anything was
  readonly legs: number;
  readonly turnover: bigint; // WAD of NAV, the greater of what was sold and what was bought
  readonly cost: bigint; // WAD of NAV: pool fees and impact
  readonly gas: bigint; // WAD of NAV: gas
  readonly held: string | undefined; // why nothing was decided, where a signal was missing
};

/** A holding without a row of the date. Its value is that of its last price. */
export type UnpricedHolding = {
  readonly id: string;
  readonly since: string; // YYYY-MM-DD of its last row
  readonly part: bigint; // WAD of NAV
};

/** Readings that rules may look back on. */
const LOOK_BACK = 52;

type State = {
  holdings: Holdings;
  supply: bigint; // {share}
  regime: RegimeState | undefined;
  prices: Map<string, bigint>; // D18{usd/tok}, the last known
  seen: Map<string, string>; // YYYY-MM-DD of the last row
};

/**
 * Replays a market date by date with the rules, the planner and the order of steps that the keeper has. Nothing of a date's
 * future is looked at. Fees and impact come out of the holdings, gas dilutes the share as a fee would. A coin without a row
 * keeps its last price and is not traded. USDC is worth one dollar.
 *
 * @throws UnfitMarketError where the market cannot be what the rules are for.
 */
export function runBacktest({ market, rules, nav, costs }: BacktestInputs): BacktestStep[] {
  checkFit(market, rules);
  const model = { ...COST_MODEL, ...costs };
  const state: State = {
    holdings: { components: new Map(), usdc: nav / 10n ** 12n },
    supply: nav,
    regime: undefined,
    prices: new Map(),
    seen: new Map(),
  };
  const closes = { all: market.leaderCloses, known: 0 };
  const first = firstBasket(market, rules);
  return market.weeks.map((week, at) => {
    while ((closes.all[closes.known]?.date ?? "9") < week.date) closes.known += 1;
    const known = closes.all.slice(Math.max(0, closes.known - rules.regime.meanDays), closes.known);
    const history = market.weeks.slice(Math.max(0, at - LOOK_BACK), at);
    return step({ week, history, market, rules, model, known, first, state });
  });
}

type StepInputs = {
  readonly week: MarketWeek;
  readonly history: readonly MarketWeek[];
  readonly market: Market;
  readonly rules: Rules;
  readonly model: CostModel;
  readonly known: Market["leaderCloses"];
  readonly first: FirstBasket;
  readonly state: State;
};

function step({
  week,
  history,
  market,
  rules,
  model,
  known,
  first,
  state,
}: StepInputs): BacktestStep {
  for (const { id, price } of week.rows) {
    state.prices.set(id, price);
    state.seen.set(id, week.date);
  }
  const values = valuesOf(state.holdings, state.prices);
  const before = sumOf(values, state.holdings);
  const current = weightsOf(values, before, rules.settlement);
  const unpriced: UnpricedHolding[] = [];
  for (const { id, weight } of current) {
    const since = state.seen.get(id);
    if (since !== undefined && since !== week.date && state.holdings.components.has(id))
      unpriced.push({ id, since, part: weight });
  }
  const begun = state.regime !== undefined;
  const decision = decideStep({
    week,
    history,
    market,
    rules,
    known,
    current,
    previous: state.regime,
  });

  let traded: TradingResult | undefined;
  if (decision.targets !== undefined)
    traded = tradeToTargets({
      targets: decision.targets,
      settlement: rules.settlement,
      holdings: state.holdings,
      prices: state.prices,
      volumes: new Map(week.rows.map(({ id, volume24h }) => [id, volume24h])),
      unpriced: new Set(unpriced.map(({ id }) => id)),
      nav: before,
      lossCap: decision.flipped || !begun ? model.largeLossCap : model.weeklyLossCap,
      costs: model,
    });
  state.regime = decision.regime;
  const components = BigInt(decision.targets?.length ?? 0);
  const gas =
    traded === undefined
      ? 0n
      : (traded.gas + model.gasPerEpoch + model.gasPerComponent * components) * model.gasPrice; // D18{usd}
  if (traded !== undefined) state.holdings = traded.holdings;
  const after =
    traded === undefined ? before : sumOf(valuesOf(traded.holdings, state.prices), traded.holdings);
  if (gas > 0n && gas < after) state.supply += (state.supply * gas) / (after - gas); // as if paid in shares
  const part = (amount: bigint): bigint => (before === 0n ? 0n : mulDivDown(amount, WAD, before));
  return {
    date: week.date,
    nav: mulDivDown(after, WAD, state.supply),
    leader: ratio(state.prices.get(market.leader), first.leader),
    untraded: first.valueAt(state.prices),
    regime: decision.regime?.regime ?? "neutral",
    flipped: decision.flipped,
    names: state.holdings.components.size,
    unpriced,
    current,
    targets: decision.targets,
    legs: traded?.legs ?? 0,
    turnover: part(max(traded?.sold ?? 0n, traded?.bought ?? 0n)),
    cost: part(traded?.lost ?? 0n),
    gas: part(gas),
    held: decision.held,
  };
}

type FirstBasket = {
  readonly leader: bigint | undefined; // D18{usd/tok}
  readonly valueAt: (prices: ReadonlyMap<string, bigint>) => bigint | undefined; // D18
};

/** What the rules would hold on the first date in a bull regime, bought at its prices without costs and never traded again. */
function firstBasket(market: Market, rules: Rules): FirstBasket {
  const rows = market.weeks[0]?.rows ?? [];
  const prices = new Map(rows.map(({ id, price }) => [id, price]));
  const weights = firstWeights(market, rules, rows);
  const amounts = weights?.map(({ id, weight }) => ({
    id,
    weight,
    start: id === rules.settlement ? 0n : (prices.get(id) ?? 0n),
  }));
  return {
    leader: prices.get(market.leader),
    valueAt: (now) => {
      if (amounts === undefined) return undefined;
      let sum = 0n;
      for (const { id, weight, start } of amounts)
        sum += start === 0n ? weight : (weight * (now.get(id) ?? start)) / start;
      return sum;
    },
  };
}

/** Undefined where the rules do not know what to hold. */
function firstWeights(
  market: Market,
  rules: Rules,
  rows: MarketWeek["rows"],
): readonly Weight[] | undefined {
  const { excluded, weeks } = market;
  const asOf = weeks[0]?.date ?? "";
  try {
    const { signals } = signalsKnown(market, asOf);
    return deriveTargets({ rules, asOf, rows, excluded, regime: "bull", holdings: [], signals })
      .weights;
  } catch (error) {
    if (!(error instanceof SignalUnavailableError)) throw error;
    return undefined;
  }
}

type Value = { readonly id: string; readonly value: bigint /* D18{usd} */ };

function valuesOf({ components }: Holdings, prices: ReadonlyMap<string, bigint>): Value[] {
  const values: Value[] = [];
  for (const [id, held] of components)
    values.push({ id, value: (held * (prices.get(id) ?? 0n)) / WAD });
  return values;
}

/** D18{usd} USDC included. */
function sumOf(values: readonly Value[], { usdc }: Holdings): bigint {
  let sum = usdc * 10n ** 12n;
  for (const { value } of values) sum += value;
  return sum;
}

/** Sum to one; what rounding leaves belongs to settlement. */
function weightsOf(values: readonly Value[], nav: bigint, settlement: string): Weight[] {
  let rest = WAD;
  const weights = values.map(({ id, value }) => {
    const weight = (value * WAD) / nav;
    rest -= weight;
    return { id, weight };
  });
  return [...weights, { id: settlement, weight: rest }];
}

function ratio(value: bigint | undefined, start: bigint | undefined): bigint | undefined {
  return value === undefined || start === undefined ? undefined : mulDivDown(value, WAD, start);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
