import { writeFile } from "node:fs/promises";

import { campaignDepth } from "./lib/campaignDepth.ts";
import { compileSolidityTests } from "./lib/compileSolidityTests.ts";
import { countTests } from "./lib/countTests.ts";
import { run } from "./lib/run.ts";
import {
  NIGHTLY_HELP,
  parseNightlyOptions,
  UnusableOptionError,
} from "./nightly/parseNightlyOptions.ts";

/** What is run, by the name that `--only` takes. */
const PARTS = [
  {
    name: "leaving",
    command: "hardhat",
    arguments: ["test", "mocha", "test/leaving/matrix.test.ts"],
  },
  {
    name: "model",
    command: "hardhat",
    arguments: ["test", "mocha", "test/IndexVault/model.test.ts"],
  },
  {
    name: "pools",
    command: "hardhat",
    arguments: ["test", "mocha", "test/uniswapV3/simulateSwap.test.ts"],
  },
  {
    name: "quotes",
    command: "hardhat",
    arguments: ["test", "mocha", "test/quote/randomStates.test.ts"],
  },
  { name: "solidity", command: "hardhat", arguments: ["test", "solidity"] },
] as const;

type PartResult = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
};

async function runPart(part: (typeof PARTS)[number]): Promise<PartResult> {
  const startedAt = performance.now();
  console.log(`== ${part.name}`);
  const { code, output } = await run(part.command, part.arguments);
  const [passed, broken] = [countTests(output, "passing"), countTests(output, "failing")];
  const failed = code !== 0 && broken === 0 ? 1 : broken;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`== ${part.name} took ${seconds} s`);
  return { name: part.name, passed, failed, seconds };
}

/** @returns the exit code */
async function main(): Promise<number> {
  const options = parseNightlyOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
    new Date(),
  );
  if (options === undefined) {
    console.log(NIGHTLY_HELP);
    return 0;
  }
  const { seed, only, jsonFile } = options;
  process.env.SHEAF_NIGHTLY = "true";
  process.env.SHEAF_SEED = String(seed);
  console.log(`seed ${seed}`);
  await compileSolidityTests();

  const parts: PartResult[] = [];
  for (const part of PARTS)
    if (only === undefined || only === part.name) parts.push(await runPart(part));

  const sum = (key: "passed" | "failed" | "seconds"): number =>
    parts.reduce((total, part) => total + part[key], 0);
  const [passed, failed, seconds] = [sum("passed"), sum("failed"), sum("seconds")];
  const fuzzed = parts.some(({ name, passed: some }) => name === "solidity" && some > 0);
  const depth = fuzzed
    ? campaignDepth(process.env)
    : { fuzzRuns: 0, invariantRuns: 0, invariantDepth: 0 };
  if (jsonFile !== undefined) {
    const report = { passed, failed, ...depth, seed, seconds, parts };
    await writeFile(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
  }
  console.log(`${passed} passed, ${failed} failed, seed ${seed}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable = error instanceof UnusableOptionError;
  console.error(unusable ? `${error.name}: ${error.message}\n\n${NIGHTLY_HELP}` : error);
  process.exitCode = unusable ? 2 : 1;
}
