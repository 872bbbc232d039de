/** @returns D18{usd} of a decimal such as "0.00000123" */
export function usd(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(18, "0"));
}
