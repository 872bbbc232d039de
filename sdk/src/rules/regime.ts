/** The state of the market that an index acts on. */
export type Regime = "bull" | "bear" | "neutral";

/** A regime and the date from which it counts. */
export type RegimeState = { readonly regime: Regime; readonly since: string /* YYYY-MM-DD */ };
