/** What a source says of one token on one date. What it does not say is absent, never zero. */
export type TokenSignal = {
  readonly id: string;
  readonly trend?: "bullish" | "bearish" | "sideways";
  readonly grade?: bigint; // D18{point} 0 to 100, of a trader
  readonly fundamental?: bigint; // D18{point} 0 to 100
};

/** All signals of one date. */
export type SignalReading = { readonly date: string; readonly signals: readonly TokenSignal[] };
