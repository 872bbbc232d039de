import { PRICE_BASE } from "./valueOf.ts";

/** WAD Part of NAV: a tenth of what a vault lets drop out as dust at its last prices, so that prices may have moved since. */
const MOST = 5n * 10n ** 13n;
const PART = 10n ** 18n;

/**
 * {tok} The remainder at which a leaver is left to drop out: what its listing says, as far as that is worth next to nothing.
 * @param dust {tok} The listing's.
 * @param price {uoa} per 1e36 {tok}; undefined or null where there is none: the listing decides.
 * @param nav {uoa}
 */
export function dustOf(dust: bigint, price: bigint | null | undefined, nav: bigint): bigint {
  if (price === undefined || price === null || price === 0n) return dust;
  const worth = (nav * MOST * PRICE_BASE) / (PART * price);
  return dust < worth ? dust : worth;
}
