/** WAD How much worse than the oracle's price a leg of a quote may be if nobody says otherwise, fees and impact included. */
export const WORST_PRICE = 50_000_000_000_000_000n;
