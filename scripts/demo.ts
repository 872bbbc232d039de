import { writeFile } from "node:fs/promises";
import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import type { Market } from "@sheaf/sdk/market/market";
import { modelMarket } from "@sheaf/sdk/market/modelMarket";
import { selectWeeks } from "@sheaf/sdk/market/selectWeeks";
import { PermanentError } from "@sheaf/sdk/units/PermanentError";

import { exitLines } from "./demo/exit/exitLines.ts";
import { exitPassed } from "./demo/exit/exitPassed.ts";
import { DEMO_HELP, parseDemoOptions, UnusableOptionError } from "./demo/parseDemoOptions.ts";
import type { DemoOptions } from "./demo/parseDemoOptions.ts";
import { demoPassed, summaryLines } from "./demo/demoSummary.ts";
import { compileContracts } from "./lib/compileContracts.ts";

const MODELLED_NAMES = 240;
const print = (line: string): void => console.log(line);

async function loadMarket({ dataDirectory, seed, weeks }: DemoOptions): Promise<Market> {
  if (dataDirectory === undefined) return modelMarket({ seed, weeks, names: MODELLED_NAMES });
  return selectWeeks(await loadRecordedMarket(dataDirectory), weeks);
}

/** @returns the exit code */
async function main(): Promise<number> {
  const options = parseDemoOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
  );
  if (options === undefined) {
    print(DEMO_HELP);
    return 0;
  }
  const market = await loadMarket(options);
  print(
    options.exit
      ? `Sheaf demo of a full exit to stablecoins and the way back, on the ${market.name}`
      : `Sheaf demo on the ${market.name}, ${market.weeks.length} weeks from ${market.weeks[0]?.date}`,
  );
  if (market.modelled)
    print(
      "Prices are modelled, made up by a seeded program: they show how the loop works, not what it earns.",
    );
  else print("Prices are recorded rows of the past: they promise nothing about the future.");
  print("compiling contracts, if they changed");
  await compileContracts();
  const { lines, summary, passed } = await (options.exit ? exit : year)(market, options);
  print("");
  for (const line of lines) print(line);
  if (options.jsonFile !== undefined)
    await writeFile(options.jsonFile, `${JSON.stringify(summary, null, 2)}\n`);
  return passed ? 0 : 1;
}

type Outcome = {
  readonly lines: readonly string[];
  readonly summary: object; // as JSON
  readonly passed: boolean;
};

async function year(market: Market, options: DemoOptions): Promise<Outcome> {
  const { runDemo } = await import("./demo/runDemo.ts");
  const summary = await runDemo({ ...options, market, print });
  return { lines: summaryLines(summary), summary, passed: demoPassed(summary) };
}

async function exit(market: Market, options: DemoOptions): Promise<Outcome> {
  const { runExit } = await import("./demo/exit/runExit.ts");
  const summary = await runExit({ ...options, market, print });
  return { lines: exitLines(summary), summary, passed: exitPassed(summary) };
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable = error instanceof UnusableOptionError || error instanceof PermanentError;
  console.error(unusable ? `${error.name}: ${error.message}` : error);
  if (error instanceof UnusableOptionError) console.error(`\n${DEMO_HELP}`);
  process.exitCode = unusable ? 2 : 1;
}
