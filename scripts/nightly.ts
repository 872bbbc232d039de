import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";

import { campaignDepth } from "../tools/build/campaignDepth.ts";
import { compileSolidityTests } from "../tools/build/compileSolidityTests.ts";
import { run } from "../tools/build/run.ts";
import { countTests } from "../tools/suites/countTests.ts";
import { nightlyCommand } from "../tools/suites/nightlyCommand.ts";
import type { NightlyOptions, NightlyPart } from "../tools/suites/nightlyCommand.ts";

type Print = (line: string) => void;

type PartResult = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
};

async function runPart({ name, arguments: words }: NightlyPart, print: Print): Promise<PartResult> {
  const startedAt = performance.now();
  print(`== ${name}`);
  const { code, output } = await run("hardhat", words);
  const [passed, broken] = [countTests(output, "passing"), countTests(output, "failing")];
  const failed = code !== 0 && broken === 0 ? 1 : broken;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  print(`== ${name} took ${seconds} s`);
  return { name, passed, failed, seconds };
}

/** `npm run nightly`: the long campaigns. */
async function work({ seed, parts, json }: NightlyOptions): Promise<void> {
  const { print, writeJson } = await openOutput({ json });
  process.env.SHEAF_NIGHTLY = "true";
  process.env.SHEAF_SEED = String(seed);
  print(`seed ${seed}`);
  await showElapsed("compiling contracts", compileSolidityTests);

  const results: PartResult[] = [];
  for (const part of parts) results.push(await runPart(part, print));
  const sum = (key: "passed" | "failed" | "seconds"): number =>
    results.reduce((total, part) => total + part[key], 0);
  const [passed, failed, seconds] = [sum("passed"), sum("failed"), sum("seconds")];
  const isFuzzed = results.some(({ name, passed: some }) => name === "solidity" && some > 0);
  const depth = isFuzzed
    ? campaignDepth(process.env)
    : { fuzzRuns: 0, invariantRuns: 0, invariantDepth: 0 };
  await writeJson({ passed, failed, ...depth, seed, seconds, parts: results });
  print(`${passed} passed, ${failed} failed, seed ${seed}`);
  process.exitCode = failed === 0 && passed > 0 ? EXIT.ok : EXIT.failed;
}

await runCommand(nightlyCommand(work, new Date()), process.argv.slice(2));
