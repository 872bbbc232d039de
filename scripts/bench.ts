import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EXIT } from "@sheaf/commands/exitCodes";
import { formatJson } from "@sheaf/commands/formatJson";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";

import { benchCommand } from "../bench/benchCommand.ts";
import type { BenchCommand } from "../bench/benchCommand.ts";
import type { BenchReport } from "../bench/report/benchReport.ts";
import { compareGas } from "../bench/report/compareGas.ts";
import { comparisonLines } from "../bench/report/comparisonLines.ts";
import { goalsOf } from "../bench/report/goalsOf.ts";
import { parseBaseline } from "../bench/report/parseBaseline.ts";
import { renderGasDoc } from "../bench/report/renderGasDoc.ts";

type Print = (line: string) => void;

const root = join(import.meta.dirname, "..");
const BASELINE = join(root, "bench", "gas.json");
const PAGE = join(root, "docs", "gas.md");

/** @returns whether nothing is worse */
async function compare(report: BenchReport, print: Print): Promise<boolean> {
  const committed = parseBaseline(await readFile(BASELINE, "utf8"));
  const comparison = compareGas(committed, report);
  for (const line of comparisonLines(comparison)) print(line);
  if (JSON.stringify(committed.versions) !== JSON.stringify(report.versions))
    print("versions differ from those of bench/gas.json");
  return comparison.worse.length === 0;
}

async function writeBaseline(report: BenchReport, print: Print): Promise<void> {
  // Times are of one machine on one day, so they are no baseline.
  const baseline: BenchReport = { ...report, times: [] };
  await writeFile(BASELINE, formatJson(baseline));
  await writeFile(PAGE, renderGasDoc(baseline));
  print("wrote bench/gas.json and docs/gas.md");
}

/** `npm run bench`: gas of every call beside a floor. */
async function measure({ sizes, json, check, write }: BenchCommand): Promise<void> {
  const { print, writeJson } = await openOutput({ json });
  const { runBench } = await import("../bench/runBench.ts");
  const report = await runBench({ sizes, print });
  for (const { goal, unit, most, measured, verdict } of goalsOf(report))
    print(`goal ${verdict}: ${goal}: ${measured ?? "-"} of at most ${most} ${unit}`);
  for (const { work, n, ms, reference, ratio } of report.times)
    print(
      `time ${ratio <= 1 ? "met" : "missed"}: ${work}, ${n} names: ${ms} of at most ${reference} ms`,
    );
  await writeJson(report);
  if (write) await writeBaseline(report, print);
  process.exitCode = !check || (await compare(report, print)) ? EXIT.ok : EXIT.failed;
}

await runCommand(benchCommand(measure), process.argv.slice(2));
