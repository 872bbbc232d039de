import type { EpochRecord } from "../history/epochRecord.ts";

/** A span in which an index was out of the market. */
export type RegimeBand = { readonly from: bigint /* {s} */; readonly to: bigint /* {s} */ };

/** The spans of bear epochs, each until the next epoch of another regime, the last one until now. */
export function regimeBands(
  records: readonly Pick<EpochRecord, "startedAt" | "regime">[],
  now: bigint,
): RegimeBand[] {
  const bands: RegimeBand[] = [];
  records.forEach(({ startedAt, regime }, at) => {
    if (regime !== "bear") return;
    const to = records[at + 1]?.startedAt ?? now;
    const last = bands.at(-1);
    if (last?.to === startedAt) bands[bands.length - 1] = { from: last.from, to };
    else bands.push({ from: startedAt, to });
  });
  return bands;
}
