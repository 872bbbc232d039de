import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import type { Holding } from "./holding.ts";

const WAD_DIGITS = 18;
const HEADER = "token,symbol,name,balance,price_usd,priced_at,value_usd,weight,target,drift,marks";

/** The holdings as comma-separated values: every digit, a point for decimals, nothing where a figure is unknown. */
export function holdingsCsv(holdings: readonly Holding[]): string {
  const rows = holdings.map((holding) =>
    [
      holding.token,
      textCell(holding.symbol),
      textCell(holding.name),
      decimalCell(holding.held, holding.decimals),
      decimalCell(holding.price),
      holding.pricedAt?.toString() ?? "",
      decimalCell(holding.value),
      decimalCell(holding.weight),
      decimalCell(holding.target),
      decimalCell(holding.drift),
      textCell(holding.marks.join("; ")),
    ].join(","),
  );
  return `${[HEADER, ...rows].join("\r\n")}\r\n`;
}

function decimalCell(value: bigint | undefined, decimals = WAD_DIGITS): string {
  return value === undefined ? "" : formatDecimal(value, decimals, decimals);
}

/** Quoted. A text that a spreadsheet would run as a formula begins with an apostrophe. */
function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
