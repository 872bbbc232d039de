/**
 * Writes a decimal text with a locale's separators. The text never becomes a float, so no digit is lost.
 *
 * @example localeText("1234.50", "de-DE") // "1.234,50"
 */
export function localeText(decimal: string, locale: string): string {
  const digits = decimal.split(".")[1]?.length ?? 0;
  const formatter = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: "min2",
  });
  return formatter.format(decimal as Intl.StringNumericLiteral).replace("-", "−");
}
