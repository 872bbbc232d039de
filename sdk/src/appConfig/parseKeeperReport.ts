import { MalformedKeeperReportError } from "./errors.ts";
import { KEEPER_REPORT_SCHEMA } from "./keeperReportSchema.ts";
import type { KeeperReport } from "./keeperReportSchema.ts";

/**
 * Checks a report of the keeper, such as the JSON of `/keeper.json`.
 * @throws MalformedKeeperReportError that lists every fault.
 */
export function parseKeeperReport(document: unknown): KeeperReport {
  const parsed = KEEPER_REPORT_SCHEMA.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new MalformedKeeperReportError(
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  );
}
