import { WAD } from "@sheaf/sdk/units/wad";

export type GaugeInputs = {
  readonly close: bigint; // D18{usd}
  readonly mean: bigint; // D18{usd}
  readonly band: bigint; // {1} WAD, part of the mean
};

/** Places on the gauge in per cent of its width, and the thresholds themselves. */
export type GaugeScale = {
  readonly distance: bigint; // {1} WAD, of the close from the mean
  readonly mark: number;
  readonly bearBelow: number;
  readonly bullAbove: number;
  readonly bearPrice: bigint; // D18{usd}
  readonly bullPrice: bigint; // D18{usd}
};

const BANDS_SHOWN = 3n; // on each side of the mean, at least
const WIDEST = 1_000n; // of a thousand
const MIDDLE = 50;

/** Lays the band and the last close out on a scale whose middle is the mean. It is as wide as the close needs. */
export function gaugeScale({ close, mean, band }: GaugeInputs): GaugeScale {
  const distance = mean === 0n ? 0n : ((close - mean) * WAD) / mean;
  const magnitude = distance < 0n ? -distance : distance;
  const needed = (magnitude * 6n) / 5n; // the mark stands off the end
  const least = band === 0n ? WAD / 10n : band * BANDS_SHOWN;
  const reach = needed > least ? needed : least;
  const place = (part: bigint): number => MIDDLE + Number((part * WIDEST) / reach) / 20;
  return {
    distance,
    mark: place(distance),
    bearBelow: place(-band),
    bullAbove: place(band),
    bearPrice: (mean * (WAD - band)) / WAD,
    bullPrice: (mean * (WAD + band)) / WAD,
  };
}
