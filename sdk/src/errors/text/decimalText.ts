import { formatDecimal } from "../../units/formatDecimal.ts";

/** A decimal number without trailing zeros. A smaller amount than the last digit is shown as "less than" it. */
export function decimalText(value: bigint, decimals: number, digits: number): string {
  const text = formatDecimal(value, decimals, digits).replace(/\.?0+$/, "");
  if (text !== "" && text !== "0") return text;
  return value === 0n ? "0" : `less than ${formatDecimal(1n, digits, digits)}`;
}
