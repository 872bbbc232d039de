import type { BacktestMeasures, SeriesMeasures } from "@sheaf/sdk/backtest/measureBacktest";
import type { BacktestStep } from "@sheaf/sdk/backtest/runBacktest";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

/** What a backtest came to, as numbers for people and other programs to read. Nothing is computed with them. */
export type BacktestReport = {
  readonly market: string;
  readonly rules: string;
  readonly from: string;
  readonly to: string;
  readonly return: number;
  readonly maxDrawdown: number;
  readonly volatility: number; // a year
  readonly sharpe: number;
  readonly sortino: number;
  readonly tradesPerWeek: number; // after the first purchase
  readonly turnoverPerWeek: number; // part of NAV, after the first purchase
  readonly flips: number;
  readonly costBps: number; // of NAV: fees, impact and gas, all dates together
  readonly gasBps: number; // the gas in it
  readonly flipCostBps: number; // the mean of a flip's first date
  readonly leader: SeriesReport;
  readonly untraded: SeriesReport;
  readonly steps: readonly {
    readonly date: string;
    readonly nav: number;
    readonly leader: number;
    readonly untraded: number;
    readonly regime: string;
    readonly trades: number;
    readonly turnover: number;
    readonly costBps: number;
  }[];
};

export type SeriesReport = {
  readonly return: number;
  readonly maxDrawdown: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly sortino: number;
};

export type ReportInputs = {
  readonly market: string;
  readonly rules: string;
  readonly steps: readonly BacktestStep[];
  readonly measures: BacktestMeasures;
};

/** The measures as numbers of six decimals. */
export function backtestReport({ market, rules, steps, measures }: ReportInputs): BacktestReport {
  return {
    market,
    rules,
    from: steps[0]?.date ?? "",
    to: steps.at(-1)?.date ?? "",
    ...series(measures.index),
    tradesPerWeek: number(measures.tradesPerWeek),
    turnoverPerWeek: number(measures.turnoverPerWeek),
    flips: measures.flips,
    costBps: number(measures.cost * 10_000n),
    gasBps: number(measures.gas * 10_000n),
    flipCostBps: number(measures.costPerFlip * 10_000n),
    leader: series(measures.leader),
    untraded: series(measures.untraded),
    steps: steps.map((step) => ({
      date: step.date,
      nav: number(step.nav),
      leader: number(step.leader),
      untraded: number(step.untraded),
      regime: step.regime,
      trades: step.legs,
      turnover: number(step.turnover),
      costBps: number((step.cost + step.gas) * 10_000n),
    })),
  };
}

function series(measures: SeriesMeasures): SeriesReport {
  return {
    return: number(measures.return),
    maxDrawdown: number(measures.maxDrawdown),
    volatility: number(measures.volatility),
    sharpe: number(measures.sharpe),
    sortino: number(measures.sortino),
  };
}

/** WAD to a number, six decimals, cut. */
function number(wad: bigint): number {
  return Number(formatDecimal(wad, 18, 6));
}
