import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { BenchReport } from "../bench/benchReport.ts";
import { compareGas } from "../bench/compareGas.ts";
import { comparisonLines } from "../bench/comparisonLines.ts";
import { goalsOf } from "../bench/goalsOf.ts";
import { parseBaseline } from "../bench/parseBaseline.ts";
import { BENCH_HELP, parseBenchOptions, UnusableOptionError } from "../bench/parseBenchOptions.ts";
import { renderGasDoc } from "../bench/renderGasDoc.ts";

const root = join(import.meta.dirname, "..");
const BASELINE = join(root, "bench", "gas.json");
const PAGE = join(root, "docs", "gas.md");
const print = (line: string): void => console.log(line);
const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** @returns whether nothing is worse */
async function check(report: BenchReport): Promise<boolean> {
  const committed = parseBaseline(await readFile(BASELINE, "utf8"));
  const comparison = compareGas(committed, report);
  for (const line of comparisonLines(comparison)) print(line);
  if (JSON.stringify(committed.versions) !== JSON.stringify(report.versions))
    print("versions differ from those of bench/gas.json");
  return comparison.worse.length === 0;
}

async function write(report: BenchReport): Promise<void> {
  // Times are of one machine on one day, so they are no baseline.
  const baseline: BenchReport = { ...report, times: [] };
  await writeFile(BASELINE, toJson(baseline));
  await writeFile(PAGE, renderGasDoc(baseline));
  print("wrote bench/gas.json and docs/gas.md");
}

/** @returns the exit code */
async function main(): Promise<number> {
  const options = parseBenchOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
  );
  if (options === undefined) {
    print(BENCH_HELP);
    return 0;
  }
  const { runBench } = await import("../bench/runBench.ts");
  const report = await runBench({ ...options, print });
  for (const { goal, unit, most, measured, verdict } of goalsOf(report)) {
    print(`goal ${verdict}: ${goal}: ${measured ?? "-"} of at most ${most} ${unit}`);
  }
  for (const { work, n, ms, reference, ratio } of report.times)
    print(
      `time ${ratio <= 1 ? "met" : "missed"}: ${work}, ${n} names: ${ms} of at most ${reference} ms`,
    );
  if (options.jsonFile !== undefined) await writeFile(options.jsonFile, toJson(report));
  if (options.write) await write(report);
  return !options.check || (await check(report)) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable = error instanceof UnusableOptionError;
  console.error(unusable ? `${error.name}: ${error.message}\n\n${BENCH_HELP}` : error);
  process.exitCode = unusable ? 2 : 1;
}
