import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { mutateSdkCommand } from "@sheaf/mutate/sdk/mutateSdkCommand";
import type { MutateSdkOptions } from "@sheaf/mutate/sdk/mutateSdkCommand";
import { readStrykerReport } from "@sheaf/mutate/sdk/readStrykerReport";
import { UnusableRunError } from "@sheaf/mutate/UnusableRunError";

const root = join(import.meta.dirname, "..");
const STRYKER = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
const REPORT = join(root, "cache", "mutate-sdk", "report.json");
const LEAST = 85; // {%}

/** `npm run mutate:sdk`: whether the tests of rules and planner notice what is wrong. */
const command = mutateSdkCommand(async (options) => {
  const { print, writeJson } = await openOutput({ json: options.json });
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
  await writeJson({ ...score, survivors });
  process.exitCode = score.score >= LEAST ? EXIT.ok : EXIT.failed;
});

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

await runCommand(command, process.argv.slice(2));
