import type { BacktestReport } from "./backtestReport.ts";

/** Warnings that are listed before the rest is only counted. */
const MOST_LISTED = 8;

/** What has to be known before any figure is read. */
export function warningLines({ warnings }: BacktestReport): string[] {
  const listed = warnings.slice(0, MOST_LISTED).map((text) => `WARNING: ${text}`);
  const more = warnings.length - listed.length;
  return [...listed, ...(more > 0 ? [`WARNING: ${more} more like these; --json lists all.`] : [])];
}
