import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

/**
 * An amount with thousands apart. Further digits are cut: what is shown is never more than what is there.
 * @example amountText(1234567890n, 6, 2) // "1,234.56"
 */
export function amountText(amount: bigint, decimals: number, digits: number): string {
  const [whole = "", fraction] = formatDecimal(amount, decimals, digits).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
