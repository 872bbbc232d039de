import { countOf } from "@sheaf/commands/countOf";

import { amountText } from "../text/amountText.ts";
import type { ForecastPart } from "@sheaf/sdk/exit/forecastRedemption";

const DIGITS = 6;

/** Lines of the review before a redemption in kind. */
export function redemptionLines(parts: readonly ForecastPart[]): string[] {
  const paid = parts.filter((part) => part.paid && part.amount > 0n);
  const credited = parts.filter((part) => !part.paid);
  const text = ({ amount, decimals, symbol }: ForecastPart): string =>
    `  ${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}`;
  return [
    `you receive ${countOf(paid.length, "component")}:`,
    ...paid.map(text),
    ...(credited.length === 0
      ? []
      : [
          `${countOf(credited.length, "component")} would stay claims of yours, skipped or not transferable now; \`sheaf claim\` gets them later:`,
          ...credited.map(text),
        ]),
    "no fee is taken, no price is read, and no pool is used",
  ];
}
