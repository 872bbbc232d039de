/** A report as JSON of two spaces, whole numbers beyond a float's as text. */
export function formatJson(report: unknown): string {
  const exact = (_: string, value: unknown): unknown =>
    typeof value === "bigint" ? value.toString() : value;
  return `${JSON.stringify(report, exact, 2)}\n`;
}
