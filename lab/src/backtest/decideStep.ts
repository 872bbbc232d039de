import { signalsKnown } from "@sheaf/sdk/market/signalsKnown";
import { withLastRows } from "@sheaf/sdk/market/withLastRows";
import { isWorthTrading } from "@sheaf/sdk/plan/isWorthTrading";
import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import type { Market, MarketWeek } from "@sheaf/sdk/market/market";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import type { TargetWeight } from "@sheaf/sdk/rules/deriveTargets";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { RegimeState } from "@sheaf/sdk/rules/regime";

export type StepDecision = {
  readonly regime: RegimeState | undefined;
  readonly flipped: boolean;
  /** What is traded to; undefined where nothing is. */
  readonly targets: readonly TargetWeight[] | undefined;
  /** Why nothing was decided, where something was missing. */
  readonly held: string | undefined;
};

export type StepDecisionInputs = {
  readonly week: MarketWeek;
  readonly history: readonly MarketWeek[];
  readonly market: Market;
  readonly rules: Rules;
  readonly known: Market["leaderCloses"];
  readonly current: readonly Weight[];
  readonly previous: RegimeState | undefined;
};

/** One date's decision of a backtest, by the code that the keeper decides by. Signals that are not healthy mean: hold. */
export function decideStep({
  week,
  history,
  market,
  rules,
  known,
  current,
  previous,
}: StepDecisionInputs): StepDecision {
  try {
    const { signals, vote } = signalsKnown(market, week.date);
    const { flipped, ...reading } = computeRegime({
      closes: known,
      asOf: week.date,
      previous,
      rules,
      ...(vote === undefined ? {} : { vote }),
    });
    const { weights } = deriveTargets({
      rules,
      asOf: week.date,
      rows: withLastRows(week, history),
      excluded: market.excluded,
      regime: reading.regime,
      holdings: current,
      history,
      signals,
      troubled: troubledStables(rules, week.rows, current),
    });
    const { settlement } = rules;
    const worthwhile = flipped || isWorthTrading({ target: weights, current, settlement });
    return {
      regime: { regime: reading.regime, since: reading.since },
      flipped,
      targets: worthwhile ? weights : undefined,
      held: undefined,
    };
  } catch (error) {
    if (!(error instanceof SignalUnavailableError)) throw error;
    return { regime: previous, flipped: false, targets: undefined, held: error.fault };
  }
}

/** Stablecoins without a row of this date: nobody knows what they are worth, so they are not traded. */
function troubledStables(
  { stables = [], settlement }: Rules,
  rows: MarketWeek["rows"],
  current: readonly Weight[],
): ReadonlyMap<string, "leaves" | "stays"> {
  const others = stables.filter(({ id }) => id !== settlement);
  const unknown = others.filter(({ id }) => !rows.some((row) => row.id === id));
  const held = new Set(current.map(({ id }) => id));
  return new Map(unknown.map(({ id }) => [id, held.has(id) ? "stays" : "leaves"]));
}
