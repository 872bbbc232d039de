import type { Rules } from "./parseRules.ts";

/** Readings that rules look at, today's apart for the market's, included for those of signals. */
export type LookBack = { readonly market: number; readonly signals: number };

/** How many earlier readings of the market, and how many of signals, a decision by these rules depends on. */
export function lookBack(rules: Rules): LookBack {
  const { universe, exposure, conviction, signals } = rules;
  const measures =
    universe?.maximumVolatility !== undefined || exposure?.volatilityAbove !== undefined;
  const market = Math.max(
    (rules.entryObservations ?? 1) - 1,
    rules.missingObservations ?? 0,
    (universe?.volumeObservations ?? 1) - 1,
    (universe?.listedObservations ?? 1) - 1,
    measures ? (rules.volatilityObservations ?? 12) - 1 : 0,
  );
  return { market, signals: Math.max(conviction?.smoothing ?? 0, signals === undefined ? 0 : 1) };
}
