import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import { callerDirectory } from "@sheaf/commands/callerDirectory";
import { countOf } from "@sheaf/commands/countOf";
import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import type { Output } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { textOption } from "@sheaf/commands/textOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { compareReference } from "@sheaf/lab/backtest/compareReference";
import { findGaps } from "@sheaf/lab/backtest/findGaps";
import { measureBacktest } from "@sheaf/lab/backtest/measureBacktest";
import { ruleWarnings } from "@sheaf/lab/backtest/ruleWarnings";
import { runBacktest } from "@sheaf/lab/backtest/runBacktest";
import type { Market } from "@sheaf/sdk/market/market";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { RULES_NAMES } from "@sheaf/sdk/rules/namedRules";

import { backtestLines } from "./backtest/backtestLines.ts";
import { backtestReport } from "./backtest/backtestReport.ts";
import { drawBacktest } from "./backtest/drawBacktest.ts";
import { loadRules } from "./backtest/loadRules.ts";
import { referenceLines } from "./backtest/referenceLines.ts";
import { stepLines } from "./backtest/stepLines.ts";
import { warningLines } from "./backtest/warningLines.ts";

const MODELLED_NAMES = 160;
const WAD = 10n ** 18n;

type BacktestOptions = {
  readonly data?: string;
  readonly weeks: number;
  readonly seed: number;
  readonly rules: string; // a name or a file
  readonly nav: number; // {usd}
  readonly refills: number;
  readonly steps?: true;
  readonly svg?: string;
};

/** `sheaf backtest`: rules and planner over a market. */
export function backtestCommand() {
  return createCommand({
    name: "backtest",
    summary: "replay a market with the keeper's rules and planner, costs included",
    description:
      "Replays a market with the keeper's rules and planner, costs included (pool fee, impact, gas), and prints the result " +
      "beside the leader and the first basket, never traded again. It needs no key, no account and no network. Results of " +
      "the past, recorded or modelled, promise nothing about the future.",
    exitCodes:
      "0 done (with --reference: every figure agrees), 1 a figure differs or the run failed, 2 the options, the rules or the data cannot be used.",
  })
    .addOption(
      pathOption(
        "--data <dir>",
        "recorded market rows (format: sdk/src/market/README.md) instead of a modelled market",
      ),
    )
    .addOption(
      wholeNumberOption("--weeks <n>", "weeks of the modelled market", {
        from: 2,
        to: 104,
      }).default(52),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "seed of the modelled market", {
        from: 0,
        to: 2 ** 32 - 1,
      }).default(1),
    )
    .addOption(
      textOption(
        "--rules <rules>",
        `${RULES_NAMES.join(", ")}, or a file with a rules document (docs/rules.md)`,
        (text): string => (RULES_NAMES.includes(text) ? text : resolve(callerDirectory(), text)),
      ).default("top-100"),
    )
    .addOption(
      wholeNumberOption("--nav <usd>", "put in at the start, in whole dollars", {
        from: 1_000,
        to: 1e12,
      }).default(1_000_000),
    )
    .addOption(
      wholeNumberOption(
        "--refills <n>",
        "times that pools refill within a date, so that large legs are traded in n + 1 chunks",
        { from: 0, to: 11 },
      ).default(0),
    )
    .option("--steps", "print every date")
    .addOption(
      pathOption(
        "--svg <file>",
        "draw NAV beside leader and first basket, regimes, drawdown, turnover",
      ),
    )
    .option("--reference", "with --data: derive the reference figures of 2021 again and compare")
    .addOption(
      jsonOption("return, maximum drawdown, trades, turnover, flips, costs, gaps and steps"),
    )
    .action(async (options) => {
      const { data, reference, json, svg } = options;
      if (reference === true && data === undefined)
        throw new UnusableOptionError("--reference needs --data: its figures are of recorded rows");
      const output = await openOutput({ json, files: { "--svg": svg } });
      const market = await loadMarket(options);
      process.exitCode = await (reference === true
        ? compare(market, output)
        : replay(market, options, output));
    });
}

async function loadMarket({ data, seed, weeks }: BacktestOptions): Promise<Market> {
  if (data !== undefined) return loadRecordedMarket(data);
  return modelMarket({ seed, weeks, names: MODELLED_NAMES });
}

async function compare(market: Market, { print, writeJson }: Output): Promise<number> {
  print(`Sheaf's reference figures, derived again from the ${market.name}`);
  const lines = compareReference(market);
  for (const line of referenceLines(lines)) print(line);
  await writeJson({ figures: lines });
  return lines.every(({ within }) => within) ? EXIT.ok : EXIT.failed;
}

async function replay(
  market: Market,
  options: BacktestOptions,
  { print, width, writeJson }: Output,
): Promise<number> {
  const rules = await loadRules(options.rules, market.leader);
  const dates = countOf(market.weeks.length, "date");
  print(
    `Sheaf backtest of ${rules.name} on the ${market.name}, ${dates} from ${market.weeks[0]?.date}`,
  );
  print(
    market.modelled
      ? "Prices are modelled, made up by a seeded program: they show how the rules work, not what they earn."
      : "Prices are recorded rows of the past: they promise nothing about the future.",
  );
  const startedAt = performance.now();
  const { nav, refills } = options;
  const steps = runBacktest({ market, rules, nav: BigInt(nav) * WAD, costs: { refills } });
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
  if (options.steps === true) for (const line of stepLines(report, width)) print(line);
  for (const line of backtestLines(report)) print(line);
  print(`${"time".padEnd(22)}${`${seconds.toFixed(1)} s`.padStart(16)}`);
  await writeJson(report);
  if (options.svg !== undefined) await writeFile(options.svg, drawBacktest(report));
  return EXIT.ok;
}
