import { squareRoot } from "@sheaf/sdk/units/squareRoot";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import type { BacktestStep } from "./runBacktest.ts";

/** What a series of values came to. All are WAD, rounded toward zero; undefined where the series does not say. */
export type SeriesMeasures = {
  readonly return: bigint;
  readonly maxDrawdown: bigint; // of the highest value before
  readonly volatility: bigint | undefined; // a year; of two returns or more
  readonly sharpe: bigint | undefined; // a year, above a rate of zero; where returns differ
  readonly sortino: bigint | undefined; // a year, below a return of zero; where a period lost
};

export type BacktestMeasures = {
  readonly index: SeriesMeasures;
  readonly leader: SeriesMeasures | undefined; // where its prices are known from the first date on
  readonly untraded: SeriesMeasures | undefined; // where the rules name a first basket
  readonly weeks: bigint; // WAD from the first to the last date
  readonly flips: number;
  readonly tradesPerWeek: bigint; // WAD after the first purchase
  readonly turnoverPerWeek: bigint; // WAD after the first purchase
  readonly cost: bigint; // WAD of NAV, all dates together: fees, impact and gas
  readonly gas: bigint; // WAD of NAV, the gas in it
  readonly costPerFlip: bigint | undefined; // WAD of NAV, the mean; where there is a flip
};

/** {day} */
const YEAR = 365n;

/**
 * The measures of a backtest. Returns are simple ones from date to date; their deviation is that of a sample (n - 1); a year
 * has 365 days' worth of dates at the mean distance of the series. Square roots are rounded down.
 */
export function measureBacktest(steps: readonly BacktestStep[]): BacktestMeasures {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined)
    throw new RangeError("A backtest without dates has no measures.");
  const days = BigInt((toDayNumber(last.date) ?? 0) - (toDayNumber(first.date) ?? 0));
  const weeks = (days * WAD) / 7n;
  const bought = steps.findIndex(({ legs }) => legs > 0);
  const later = steps.filter((_, at) => bought !== -1 && at > bought);
  const legs = later.reduce((sum, step) => sum + step.legs, 0);
  const flips = steps.filter(({ flipped }) => flipped);
  const total = (of: readonly BacktestStep[], pick: (step: BacktestStep) => bigint): bigint =>
    of.reduce((sum, step) => sum + pick(step), 0n);
  const costOf = ({ cost, gas }: BacktestStep): bigint => cost + gas;
  const perWeek = (amount: bigint): bigint => (weeks === 0n ? 0n : (amount * WAD) / weeks);
  const measure = (
    pick: (step: BacktestStep) => bigint | undefined,
  ): SeriesMeasures | undefined => {
    const values = steps.flatMap((step) => pick(step) ?? []);
    return values.length < steps.length ? undefined : measureSeries([WAD, ...values], days);
  };
  return {
    index: measureSeries([WAD, ...steps.map(({ nav }) => nav)], days),
    leader: measure(({ leader }) => leader),
    untraded: measure(({ untraded }) => untraded),
    weeks,
    flips: flips.length,
    tradesPerWeek: perWeek(BigInt(legs) * WAD),
    turnoverPerWeek: perWeek(total(later, ({ turnover }) => turnover)),
    cost: total(steps, costOf),
    gas: total(steps, ({ gas }) => gas),
    costPerFlip: flips.length === 0 ? undefined : total(flips, costOf) / BigInt(flips.length),
  };
}

/** The first value is one, at the first date before its trades; the second is after them. */
function measureSeries(values: readonly bigint[], days: bigint): SeriesMeasures {
  const dated = values.slice(1);
  const returns = dated.slice(1).map((value, at) => {
    const before = dated[at] ?? 0n;
    return before === 0n ? 0n : ((value - before) * WAD) / before;
  });
  const count = BigInt(returns.length);
  const end = values.at(-1) ?? WAD;
  if (count < 2n || days === 0n)
    return {
      return: end - WAD,
      maxDrawdown: drawdown(values),
      volatility: undefined,
      sharpe: undefined,
      sortino: undefined,
    };
  const yearly = (YEAR * count * WAD) / days; // WAD dates in a year
  const mean = returns.reduce((sum, value) => sum + value, 0n) / count;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2n, 0n) / (count - 1n);
  const below = returns.reduce((sum, value) => (value < 0n ? sum + value ** 2n : sum), 0n) / count;
  const root = squareRoot(yearly * WAD); // WAD
  const over = (deviation: bigint): bigint | undefined =>
    deviation === 0n ? undefined : (mean * root) / deviation;
  return {
    return: end - WAD,
    maxDrawdown: drawdown(values),
    volatility: (squareRoot(squares) * root) / WAD,
    sharpe: over(squareRoot(squares)),
    sortino: over(squareRoot(below)),
  };
}

/** WAD */
function drawdown(values: readonly bigint[]): bigint {
  let [peak, worst] = [0n, 0n];
  for (const value of values) {
    if (value > peak) peak = value;
    const loss = peak === 0n ? 0n : ((peak - value) * WAD) / peak;
    if (loss > worst) worst = loss;
  }
  return worst;
}
