/** Rows for names that the market does not know. Not retryable. */
export class NotListedError extends Error {
  override readonly name = "Market.NotListedError";
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super(`Not in the market: ${ids.join(", ")}. Call addToMarket with their rows first.`);
    this.ids = ids;
  }
}
