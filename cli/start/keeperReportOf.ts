import type { IndexWeek } from "./product.ts";

const WEEK = 7 * 86_400; // {s}

/** The document of `/keeper.json`. `nextAt` follows from the date of the rows, which a pace moves by a week. */
export function keeperReportOf(kept: readonly IndexWeek[], isMoving: boolean) {
  return {
    version: 1,
    weeks: kept.map(({ index, summary, reading, ranAt }) => ({
      index: index.address,
      asOf: summary.asOf,
      ranAt,
      nextAt: isMoving ? Date.parse(summary.asOf) / 1000 + WEEK : null,
      outcome: summary.outcome,
      reason: summary.reason ?? null,
      epoch: summary.epoch,
      closed: summary.closed,
      trades: summary.trades,
      regime: {
        value: summary.regime,
        close: reading.close.toString(),
        mean: reading.mean.toString(),
      },
      flip:
        summary.flip === undefined
          ? null
          : { cost: summary.flip.cost.toString(), stays: summary.flip.stays.toString() },
    })),
  };
}
