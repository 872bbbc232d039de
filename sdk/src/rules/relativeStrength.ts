import { WAD } from "../units/wad.ts";

/** Digits that are kept beyond those of the closes. */
const GUARD = 10n ** 18n;

/**
 * D18{point} Wilder's relative strength index of closes, oldest first: 100 times the mean gain over mean gain and loss. The first
 * means are plain ones of the first `days` changes, later ones weigh the newest change 1 / days. Without any change it is 50.
 */
export function relativeStrength(closes: readonly bigint[], days: number): bigint {
  const changes = closes.slice(1).map((close, at) => (close - (closes[at] ?? 0n)) * GUARD);
  const count = BigInt(days);
  const [gain, loss] = ([1n, -1n] as const).map((sign) => {
    const parts = changes.map((change) => (change * sign > 0n ? change * sign : 0n));
    const first = parts.slice(0, days).reduce((sum, part) => sum + part, 0n) / count;
    return parts.slice(days).reduce((mean, part) => (mean * (count - 1n) + part) / count, first);
  }) as [bigint, bigint];
  return gain + loss === 0n ? 50n * WAD : (100n * WAD * gain) / (gain + loss);
}
