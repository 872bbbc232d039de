import type { EpochCheck, EpochFault, EpochReport } from "@sheaf/sdk/snapshot/epochReport";

/** A report as a table, with what is wrong under the row in which it was found. */
export function reportLines(report: EpochReport, vault: string): string[] {
  const { epoch, checks, verified } = report;
  const subject = Math.max(...checks.map((check) => check.subject.length));
  const rows = checks.flatMap((check) => [
    `${check.subject.padEnd(subject)}  ${check.result.padEnd("not checked".length)}  ${detailOf(check)}`.trimEnd(),
    ...check.faults.map((fault) => `    ${wordsOf(fault)}`),
  ]);
  return [
    `epoch ${epoch} of ${vault}`,
    "",
    ...rows,
    "",
    verified ? verdictOf(checks) : "not verified",
  ];
}

function detailOf({ result, detail }: EpochCheck): string {
  return result === "wrong" ? "" : detail;
}

function wordsOf({ file, path, message }: EpochFault): string {
  const where = [file, path].filter((part) => part !== undefined).join(", ");
  return where === "" ? message : `${where}: ${message}`;
}

function verdictOf(checks: readonly EpochCheck[]): string {
  const open = checks.filter(({ result }) => result === "not checked");
  if (open.length === 0) return "verified";
  return `verified, but not checked against the chain's state: ${open.map(({ subject }) => subject).join(", ")}`;
}
