import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import type { DailyClose } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { Regime, RegimeState } from "@sheaf/sdk/rules/regime";

export type FlipInputs = {
  readonly closes: readonly DailyClose[]; // ascending, one a day
  readonly rules: Rules;
  readonly firstLine: number; // the line of `closes`, from 0, of the first day that may be checked
  /**
   * Days by which the last close that is looked at lies before the end of the day of the check: 1 is what is known on Monday
   * at 00:00 UTC, 0 looks at Monday's own close and is known only when Monday is over.
   */
  readonly lag: 0 | 1;
};

export type Flip = { readonly date: string; readonly regime: Regime };

/** The changes of regime on Mondays, without a cool-down. The first Monday takes the side it finds and is no change. */
export function countFlips({ closes, rules, firstLine, lag }: FlipInputs): Flip[] {
  const patient = { ...rules, regime: { ...rules.regime, cooldownDays: 0 } };
  const flips: Flip[] = [];
  let state: RegimeState | undefined;
  for (const [line, { date }] of closes.entries()) {
    const day = toDayNumber(date);
    if (day === undefined || day % 7 !== 4 || line < firstLine) continue; // 1970-01-01 was a Thursday
    const end = line + 1 - lag;
    const known = closes.slice(Math.max(0, end - rules.regime.meanDays), end);
    const reading = computeRegime({
      closes: known,
      asOf: fromDayNumber(day + 1 - lag),
      previous: state,
      rules: patient,
    });
    if (reading.flipped) flips.push({ date, regime: reading.regime });
    state = { regime: reading.regime, since: reading.since };
  }
  return flips;
}
