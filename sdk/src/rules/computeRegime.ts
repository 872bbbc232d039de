import { fromDayNumber } from "../units/fromDayNumber.ts";
import { toDayNumber } from "../units/toDayNumber.ts";
import { WAD } from "../units/wad.ts";
import { SignalUnavailableError } from "./errors.ts";
import { technicalRegime } from "./technicalRegime.ts";
import type { DailyClose } from "../market/market.ts";
import type { Rules } from "./parseRules.ts";
import type { Regime, RegimeState } from "./regime.ts";

export type RegimeInputs = {
  /** The leader's daily closes, ascending. Those of `asOf` and later are not looked at. */
  readonly closes: readonly DailyClose[];
  /** YYYY-MM-DD, the decision is taken at 00:00 UTC of this day. */
  readonly asOf: string;
  readonly previous: RegimeState | undefined;
  readonly rules: Rules;
  /** What a second source says, for rules whose `regime.vote` asks for one. */
  readonly vote?: Regime;
};

export type RegimeReading = RegimeState & {
  readonly close: bigint; // D18{usd}
  readonly mean: bigint; // D18{usd}, rounded down; the comparison itself is exact
  readonly flipped: boolean;
};

/**
 * Bull above the mean of the last closes by more than the band, bear below it by more than the band, else as before. The
 * regime does not change within the cool-down. The first reading takes the side of the mean that the close is on. A module of
 * the rules takes the place of the mean. Passive rules stay as they are, neutral at first.
 *
 * @throws SignalUnavailableError where a close is missing or the last one is not the day before's: it never guesses.
 */
export function computeRegime({
  closes,
  asOf,
  previous,
  rules,
  vote,
}: RegimeInputs): RegimeReading {
  const today = dayOf(asOf);
  const window = lastCloses(closes, asOf, today, rules.regime.meanDays);
  const sum = window.reduce((total, close) => total + close, 0n);
  const close = window.at(-1) ?? 0n;
  const mean = sum / BigInt(window.length);
  const wanted = regimeOf(window, sum, previous?.regime, rules);
  if (previous === undefined) return { regime: wanted, since: asOf, close, mean, flipped: false };
  const rested = today - dayOf(previous.since) >= rules.regime.cooldownDays;
  const confirmed = rules.regime.vote === undefined || vote === wanted;
  const flipped = wanted !== previous.regime && rested && confirmed;
  return {
    regime: flipped ? wanted : previous.regime,
    since: flipped ? asOf : previous.since,
    close,
    mean,
    flipped,
  };
}

function regimeOf(
  closes: readonly bigint[],
  sum: bigint,
  previous: Regime | undefined,
  rules: Rules,
): Regime {
  const { band, meanDays, module } = rules.regime;
  if (rules.bear === "stays") return previous ?? "neutral";
  if (module !== undefined) return technicalRegime({ module, closes, band, previous });
  const close = closes.at(-1) ?? 0n;
  const scaled = close * BigInt(meanDays); // against the sum, so that no division rounds the comparison
  if (previous === undefined) return scaled >= sum ? "bull" : "bear";
  if (scaled * WAD > sum * (WAD + band)) return "bull";
  if (scaled * WAD < sum * (WAD - band)) return "bear";
  return previous;
}

/** D18{usd} The closes of the `count` days that end the day before `asOf`, oldest first. */
function lastCloses(
  closes: readonly DailyClose[],
  asOf: string,
  today: number,
  count: number,
): bigint[] {
  const known = closes.filter(({ date }) => date < asOf).slice(-count); // dates of this form sort as text
  if (known.length < count)
    throw new SignalUnavailableError(
      `Only ${known.length} daily closes are known before ${asOf}, the mean needs ${count}.`,
    );
  return known.map(({ date, close }, index) => {
    const expected = fromDayNumber(today - count + index);
    if (date !== expected)
      throw new SignalUnavailableError(
        `The daily close of ${expected} is missing, ${JSON.stringify(date.slice(0, 20))} stands in its place.`,
      );
    if (close <= 0n)
      throw new SignalUnavailableError(`The daily close of ${date} is not above zero.`);
    return close;
  });
}

function dayOf(date: string): number {
  const day = toDayNumber(date);
  if (day === undefined)
    throw new SignalUnavailableError(
      `${JSON.stringify(date.slice(0, 20))} is not a calendar date YYYY-MM-DD.`,
    );
  return day;
}
