import type { SignalReading } from "./tokenSignal.ts";
import type { Market, RegimeVote } from "./market.ts";

export type KnownSignals = {
  readonly signals: readonly SignalReading[]; // ascending, the last one of the date
  readonly vote: RegimeVote["regime"] | undefined;
};

/**
 * What sources had said of tokens and of the regime on a date. Earlier readings without one of the date itself are none: who waits
 * for signals has to hold, not to act on old ones.
 */
export function signalsKnown({ signals = [], votes = [] }: Market, date: string): KnownSignals {
  const known = signals.filter((reading) => reading.date <= date);
  return {
    signals: known.at(-1)?.date === date ? known : [],
    vote: votes.find((vote) => vote.date === date)?.regime,
  };
}
