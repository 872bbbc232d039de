import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { UnusableRunError } from "./mutate/UnusableRunError.ts";
import { MUTATE_SDK_HELP, parseSdkOptions } from "./mutateSdk/parseSdkOptions.ts";
import type { MutateSdkOptions } from "./mutateSdk/parseSdkOptions.ts";
import { readStrykerReport } from "./mutateSdk/readStrykerReport.ts";

const root = join(import.meta.dirname, "..");
const STRYKER = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
const REPORT = join(root, "cache", "mutate-sdk", "report.json");
const LEAST = 85; // {%}
const print = (line: string): void => console.log(line);

/** `npm run mutate:sdk`: whether the tests of rules and planner notice what is wrong. */
async function main(): Promise<number> {
  const options = parseSdkOptions(
    process.argv.slice(2),
    process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd(),
  );
  if (options === undefined) {
    print(MUTATE_SDK_HELP);
    return 0;
  }
  await judge(options);
  const { survivors, ...score } = readStrykerReport(await readFile(REPORT, "utf8"));
  const width = Math.max(...score.files.map(({ file }) => file.length));
  for (const { file, score: part, killed, survived } of score.files)
    print(
      `${file.padEnd(width)}${`${part.toFixed(2)} %`.padStart(10)}${String(killed).padStart(6)} killed${String(survived).padStart(5)} survived`,
    );
  if (options.survivors)
    for (const { file, line, before, after } of survivors)
      print(`${file}:${line}  ${before}  =>  ${after}`);
  print(
    `score ${score.score.toFixed(2)} %, ${score.killed} killed, ${score.survived} survived; ${score.left} constants of modules were left out`,
  );
  if (options.jsonFile !== undefined)
    await writeFile(options.jsonFile, `${JSON.stringify({ ...score, survivors }, null, 2)}\n`);
  return score.score >= LEAST ? 0 : 1;
}

async function judge({ files, fresh }: MutateSdkOptions): Promise<void> {
  if (!existsSync(STRYKER)) throw new UnusableRunError("Stryker is not installed: run npm ci.");
  await rm(REPORT, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      STRYKER,
      "run",
      join("sdk", "stryker.config.json"),
      ...(files === undefined ? [] : ["--mutate", files]),
      ...(fresh ? ["--force"] : []),
    ],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) throw new Error(`The run ended with exit code ${status}.`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable = error instanceof UnusableRunError;
  console.error(unusable ? `${error.name}: ${error.message}` : error);
  process.exitCode = unusable ? 2 : 1;
}
