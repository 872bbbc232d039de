import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import { localeText } from "../format/localeText.ts";

/** An amount {tok} as a person would type it, every digit of it and no trailing zero. `parseAmount` reads the same amount again. */
export function inputText(amount: bigint, decimals: number, locale: string): string {
  const full = formatDecimal(amount, decimals, decimals);
  return localeText(full.includes(".") ? full.replace(/\.?0+$/, "") : full, locale);
}
