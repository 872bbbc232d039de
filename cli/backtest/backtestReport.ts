import type { BacktestMeasures, SeriesMeasures } from "@sheaf/lab/backtest/measureBacktest";
import type { Gaps } from "@sheaf/lab/backtest/findGaps";
import type { BacktestStep } from "@sheaf/lab/backtest/runBacktest";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

/**
 * What a backtest came to, as numbers for people and other programs to read. Nothing is computed with them. Null is what the data
 * do not say.
 */
export type BacktestReport = {
  readonly market: string;
  readonly rules: string;
  readonly from: string;
  readonly to: string;
  readonly return: number;
  readonly maxDrawdown: number;
  readonly volatility: number | null; // a year
  readonly sharpe: number | null;
  readonly sortino: number | null;
  /** What a reader has to know before any figure. */
  readonly warnings: readonly string[];
  readonly dates: number;
  readonly undecidedDates: number;
  readonly undecided: Gaps["undecided"];
  /** Holdings without a row for two weeks or longer. */
  readonly frozen: readonly {
    readonly id: string;
    readonly since: string;
    readonly until: string;
    readonly part: number; // of NAV
  }[];
  readonly tradesPerWeek: number; // after the first purchase
  readonly turnoverPerWeek: number; // part of NAV, after the first purchase
  readonly flips: number;
  readonly costBps: number; // of NAV: fees, impact and gas, all dates together
  readonly gasBps: number; // the gas in it
  readonly flipCostBps: number | null; // the mean of a flip's first date
  readonly leader: SeriesReport | null;
  readonly untraded: SeriesReport | null;
  readonly steps: readonly {
    readonly date: string;
    readonly nav: number;
    readonly leader: number | null;
    readonly untraded: number | null;
    readonly regime: string;
    readonly trades: number;
    readonly turnover: number;
    readonly costBps: number;
    readonly held: string | null; // why nothing was decided
    readonly unpriced: readonly {
      readonly id: string;
      readonly since: string;
      readonly part: number;
    }[];
  }[];
};

export type SeriesReport = {
  readonly return: number;
  readonly maxDrawdown: number;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
};

export type ReportInputs = {
  readonly market: string;
  readonly rules: string;
  readonly steps: readonly BacktestStep[];
  readonly measures: BacktestMeasures;
  readonly gaps: Gaps;
  /** Of rules and data, before those of the gaps. */
  readonly warnings: readonly string[];
};

/** The measures as numbers of six decimals. */
export function backtestReport({
  market,
  rules,
  steps,
  measures,
  gaps,
  warnings,
}: ReportInputs): BacktestReport {
  return {
    market,
    rules,
    from: steps[0]?.date ?? "",
    to: steps.at(-1)?.date ?? "",
    ...series(measures.index),
    warnings: [...warnings, ...gapWarnings(gaps, steps.length)],
    dates: steps.length,
    undecidedDates: gaps.undecidedDates,
    undecided: gaps.undecided,
    frozen: gaps.frozen.map((holding) => ({ ...holding, part: number(holding.part) })),
    tradesPerWeek: number(measures.tradesPerWeek),
    turnoverPerWeek: number(measures.turnoverPerWeek),
    flips: measures.flips,
    costBps: number(measures.cost * 10_000n),
    gasBps: number(measures.gas * 10_000n),
    flipCostBps: maybe(measures.costPerFlip, 10_000n),
    leader: measures.leader === undefined ? null : series(measures.leader),
    untraded: measures.untraded === undefined ? null : series(measures.untraded),
    steps: steps.map((step) => ({
      date: step.date,
      nav: number(step.nav),
      leader: maybe(step.leader),
      untraded: maybe(step.untraded),
      regime: step.regime,
      trades: step.legs,
      turnover: number(step.turnover),
      costBps: number((step.cost + step.gas) * 10_000n),
      held: step.held ?? null,
      unpriced: step.unpriced.map(({ id, since, part }) => ({ id, since, part: number(part) })),
    })),
  };
}

function series(measures: SeriesMeasures): SeriesReport {
  return {
    return: number(measures.return),
    maxDrawdown: number(measures.maxDrawdown),
    volatility: maybe(measures.volatility),
    sharpe: maybe(measures.sharpe),
    sortino: maybe(measures.sortino),
  };
}

function gapWarnings({ undecidedDates, frozen, isMostlySilent }: Gaps, dates: number): string[] {
  const part = ((undecidedDates / dates) * 100).toFixed(0);
  const silent = `${undecidedDates} of ${dates} dates (${part} %) have no decision: the figures are those of an index that held still.`;
  return [
    ...(isMostlySilent ? [silent] : []),
    ...frozen.map(
      (holding) =>
        `${holding.id} had no row from ${holding.since} to ${holding.until} and was ${(number(holding.part) * 100).toFixed(1)} % of NAV then, at its last price. If it was renamed or redenominated, changes.csv can say so.`,
    ),
  ];
}

function maybe(wad: bigint | undefined, scale = 1n): number | null {
  return wad === undefined ? null : number(wad * scale);
}

/** WAD to a number, six decimals, cut. */
function number(wad: bigint): number {
  return Number(formatDecimal(wad, 18, 6));
}
