import { squareRoot } from "../units/squareRoot.ts";
import { WAD } from "../units/wad.ts";
import { exponentialMean } from "./exponentialMean.ts";
import { relativeStrength } from "./relativeStrength.ts";
import type { RegimeModule } from "./parseRules.ts";
import type { Regime } from "./regime.ts";

export type TechnicalInputs = {
  readonly module: RegimeModule;
  readonly closes: readonly bigint[]; // D18{usd} oldest first, at least as many as the module needs
  readonly band: bigint; // WAD
  readonly previous: Regime | undefined;
};

/**
 * The side that a technical indicator takes. Between its thresholds the regime stays as it was; where there was none, it is
 * the side nearer to the close.
 */
export function technicalRegime(inputs: TechnicalInputs): Regime {
  const { module } = inputs;
  if (module.kind === "movingAverages") return byMovingAverages(inputs, module);
  if (module.kind === "rsi") return byStrength(inputs, module);
  return module.kind === "macd" ? byMacd(inputs, module) : byBollinger(inputs, module);
}

/** The fast mean against the slow one, with the band around it. Products, so that no division rounds. */
function byMovingAverages(
  { closes, band, previous }: TechnicalInputs,
  { fastDays, slowDays }: Extract<RegimeModule, { kind: "movingAverages" }>,
): Regime {
  const fast = sumOf(closes.slice(-fastDays)) * BigInt(slowDays);
  const slow = sumOf(closes.slice(-slowDays)) * BigInt(fastDays);
  if (fast * WAD > slow * (WAD + band)) return "bull";
  if (fast * WAD < slow * (WAD - band)) return "bear";
  return previous ?? (fast >= slow ? "bull" : "bear");
}

function byStrength(
  { closes, previous }: TechnicalInputs,
  { days, bullAbove, bearBelow }: Extract<RegimeModule, { kind: "rsi" }>,
): Regime {
  const strength = relativeStrength(closes, days);
  if (strength > bullAbove) return "bull";
  if (strength < bearBelow) return "bear";
  return previous ?? (strength * 2n >= bullAbove + bearBelow ? "bull" : "bear");
}

/** The MACD line (fast less slow exponential mean) against its own exponential mean. The band is not used. */
function byMacd(
  { closes, previous }: TechnicalInputs,
  { fastDays, slowDays, signalDays }: Extract<RegimeModule, { kind: "macd" }>,
): Regime {
  const fast = exponentialMean(closes, fastDays);
  const slow = exponentialMean(closes, slowDays);
  const line = slow.map((value, at) => (fast[at + slowDays - fastDays] ?? 0n) - value);
  const signal = exponentialMean(line, signalDays).at(-1) ?? 0n;
  const last = line.at(-1) ?? 0n;
  if (last > signal) return "bull";
  if (last < signal) return "bear";
  return previous ?? "bull";
}

/** The close against the mean and so many deviations of the last closes. */
function byBollinger(
  { closes, previous }: TechnicalInputs,
  { days, deviations }: Extract<RegimeModule, { kind: "bollinger" }>,
): Regime {
  const window = closes.slice(-days);
  const count = BigInt(days);
  const sum = sumOf(window);
  const close = window.at(-1) ?? 0n;
  // Scaled by `count`: the distance from the mean, and the deviation's square of the whole population.
  const distance = close * count - sum;
  const variance = window.reduce((total, value) => total + (value * count - sum) ** 2n, 0n) / count;
  const reach = (squareRoot(variance) * deviations) / WAD;
  if (distance > reach) return "bull";
  if (distance < -reach) return "bear";
  return previous ?? (distance >= 0n ? "bull" : "bear");
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
