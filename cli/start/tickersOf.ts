/** Tickers that people know. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ["bitcoin", "BTC"],
  ["ethereum", "ETH"],
  ["leader-coin", "LEAD"],
]);

/**
 * A short ticker for each id, such as `MOKE` for `mossy-kettle`. No two are equal.
 * @returns tickers by id
 */
export function tickersOf(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const tickers = new Map<string, string>();
  for (const id of ids) {
    const ticker = candidatesOf(id).find((candidate) => !taken.has(candidate)) ?? id.toUpperCase();
    taken.add(ticker);
    tickers.set(id, ticker);
  }
  return tickers;
}

/** Two letters of the first word and two of the second, then three, then more. */
function candidatesOf(id: string): string[] {
  const known = KNOWN.get(id);
  const [first = "", second = ""] = id.split("-");
  const lengths =
    second === ""
      ? [[4, 0]]
      : [
          [2, 2],
          [3, 2],
          [2, 3],
          [3, 3],
          [4, 4],
        ];
  const made = lengths.map(([left, right]) => first.slice(0, left) + second.slice(0, right));
  return [...(known === undefined ? [] : [known]), ...made.map((text) => text.toUpperCase())];
}
