import type { Snapshot } from "@sheaf/sdk/snapshot/snapshot";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

import type { PricePoint } from "./pricePoint.ts";

const DAY = 86_400n; // {s}

/**
 * The leader's daily closes of snapshots on the chain's clock: a snapshot's own date stands for its block's time, so that a
 * market of other dates fits too. Of two closes of a moment the later snapshot's counts.
 */
export function leaderPoints(
  snapshots: readonly Pick<Snapshot, "asOf" | "block" | "closes">[],
): PricePoint[] {
  const points = new Map<bigint, PricePoint>();
  for (const { asOf, block, closes } of snapshots) {
    const today = toDayNumber(asOf);
    for (const { date, close } of closes) {
      const day = toDayNumber(date);
      if (today === undefined || day === undefined) continue;
      const midnight = block.timestamp - (block.timestamp % DAY);
      const time = midnight - BigInt(today - day - 1) * DAY; // the close is of the day's end
      points.set(time, { time, value: close, complete: true });
    }
  }
  return [...points.values()].toSorted((a, b) => (a.time < b.time ? -1 : 1));
}
