/** {tok} Amount at which the vault quotes prices. */
export const PRICE_BASE = 10n ** 36n;

/** {uoa} = {tok} * {uoa} per 1e36 {tok} / 1e36, rounded down. */
export function valueOf(amount: bigint, price: bigint): bigint {
  return (amount * price) / PRICE_BASE;
}
