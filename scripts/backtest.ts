import { writeFile } from "node:fs/promises";
import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { ruleWarnings } from "@sheaf/sdk/backtest/ruleWarnings";
import { compareReference } from "@sheaf/sdk/backtest/compareReference";
import { findGaps } from "@sheaf/sdk/backtest/findGaps";
import { measureBacktest } from "@sheaf/sdk/backtest/measureBacktest";
import { runBacktest } from "@sheaf/sdk/backtest/runBacktest";
import type { Market } from "@sheaf/sdk/market/market";
import { modelMarket } from "@sheaf/sdk/market/modelMarket";
import { PermanentError } from "@sheaf/sdk/units/PermanentError";

import { backtestLines } from "./backtest/backtestLines.ts";
import { backtestReport } from "./backtest/backtestReport.ts";
import { drawBacktest } from "./backtest/drawBacktest.ts";
import { loadRules } from "./backtest/loadRules.ts";
import type { BacktestOptions } from "./backtest/parseBacktestOptions.ts";
import {
  BACKTEST_HELP,
  parseBacktestOptions,
  UnusableOptionError,
} from "./backtest/parseBacktestOptions.ts";
import { referenceLines } from "./backtest/referenceLines.ts";
import { stepLines } from "./backtest/stepLines.ts";
import { warningLines } from "./backtest/warningLines.ts";

const MODELLED_NAMES = 160;
const WAD = 10n ** 18n;
const print = (line: string): void => console.log(line);

/** @returns the exit code */
async function main(): Promise<number> {
  const options = parseBacktestOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
  );
  if (options === undefined) {
    print(BACKTEST_HELP);
    return 0;
  }
  const market = await loadMarket(options);
  return options.reference ? compare(market, options) : replay(market, options);
}

async function loadMarket({ dataDirectory, seed, weeks }: BacktestOptions): Promise<Market> {
  if (dataDirectory !== undefined) return loadRecordedMarket(dataDirectory);
  return modelMarket({ seed, weeks, names: MODELLED_NAMES });
}

async function compare(market: Market, { jsonFile }: BacktestOptions): Promise<number> {
  print(`Sheaf's reference figures, derived again from the ${market.name}`);
  const lines = compareReference(market);
  for (const line of referenceLines(lines)) print(line);
  if (jsonFile !== undefined) await writeJson(jsonFile, { figures: lines });
  return lines.every(({ within }) => within) ? 0 : 1;
}

async function replay(market: Market, options: BacktestOptions): Promise<number> {
  const rules = await loadRules(options.rules, market.leader);
  print(
    `Sheaf backtest of ${rules.name} on the ${market.name}, ${market.weeks.length} dates from ${market.weeks[0]?.date}`,
  );
  print(
    market.modelled
      ? "Prices are modelled, made up by a seeded program: they show how the rules work, not what they earn."
      : "Prices are recorded rows of the past: they promise nothing about the future.",
  );
  const startedAt = performance.now();
  const { nav, refills } = options;
  const steps = runBacktest({ market, rules, nav: nav * WAD, costs: { refills } });
  const measures = measureBacktest(steps);
  const seconds = (performance.now() - startedAt) / 1000;
  const report = backtestReport({
    market: market.name,
    rules: rules.name,
    steps,
    measures,
    gaps: findGaps(steps),
    warnings: ruleWarnings(market, rules),
  });
  for (const line of warningLines(report)) print(line);
  print("");
  if (options.steps) for (const line of stepLines(report)) print(line);
  for (const line of backtestLines(report)) print(line);
  print(`${"time".padEnd(22)}${`${seconds.toFixed(1)} s`.padStart(16)}`);
  if (options.jsonFile !== undefined) await writeJson(options.jsonFile, report);
  if (options.svgFile !== undefined) await writeFile(options.svgFile, drawBacktest(report));
  return 0;
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable = error instanceof UnusableOptionError || error instanceof PermanentError;
  console.error(unusable ? `${error.name}: ${error.message}` : error);
  if (error instanceof UnusableOptionError) console.error(`\n${BACKTEST_HELP}`);
  process.exitCode = unusable ? 2 : 1;
}
