import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { choicesOption } from "@sheaf/commands/choicesOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";
import { switchOption } from "@sheaf/commands/switchOption";

import { run } from "../tools/build/run.ts";
import { comparableOutput } from "../tools/docs/comparableOutput.ts";
import { outputFaults } from "../tools/docs/outputFaults.ts";
import { SHOWN_OUTPUTS } from "../tools/docs/outputs.ts";
import type { ShownOutput } from "../tools/docs/outputs.ts";

const FOLDER = join(import.meta.dirname, "..", "docs", "outputs");
const NAMES = SHOWN_OUTPUTS.map(({ name }) => name);

/** `npm run outputs`: the outputs that documents show. */
const command = createCommand({
  name: "npm run outputs --",
  summary: "record the outputs that documents show",
  description:
    "Runs the commands whose outputs README and docs show, records them in docs/outputs/ and writes them into the " +
    "documents. With --check it compares instead: gas within 1 %, everything else exactly.",
  exitCodes:
    "0 recorded, or nothing differs; 1 something differs or failed; 2 the options cannot be used.",
})
  .addOption(
    choicesOption("--only <name>", `${NAMES.join(", ")}; may be given more than once`, NAMES),
  )
  .addOption(pathOption("--data <dir>", "recorded market rows, which two of the outputs need"))
  .addOption(pathOption("--from <file>", "with one --only: its output, instead of a run"))
  .addOption(switchOption("--check", "compare with docs/outputs/, and write nothing"))
  .action(async ({ only, data, from, check }) => {
    const { print } = await openOutput({});
    if (from !== undefined && only?.length !== 1)
      throw new UnusableOptionError("--from takes the output of one --only");
    await mkdir(FOLDER, { recursive: true });
    process.exitCode = EXIT.ok;
    for (const shown of SHOWN_OUTPUTS) {
      if (only !== undefined && !only.includes(shown.name)) continue;
      const text = from === undefined ? await outputOf(shown, data) : await readFile(from, "utf8");
      const isFresh =
        text === undefined ||
        (check === true ? await compare(shown, text, print) : await record(shown, text, print));
      if (text === undefined) print(`${shown.name}: passed over; --data, or a test, is needed`);
      if (!isFresh) process.exitCode = EXIT.failed;
    }
    if (check !== true) await run("node", ["scripts/generateOutputs.ts"]);
  });

type Print = (line: string) => void;

/** The output of a command; undefined where it cannot be run here. */
async function outputOf(
  { name, command: words, needsRows }: ShownOutput,
  data: string | undefined,
): Promise<string | undefined> {
  if (words === undefined || (needsRows && data === undefined)) return undefined;
  const flags = [...words, ...(needsRows && data !== undefined ? ["--data", data] : [])];
  const started = () => run("node", ["scripts/sheaf.ts", ...flags], { quiet: true });
  const { code, output } = await showElapsed(name, started);
  if (code !== 0) throw new Error(`${flags.join(" ")} ended with exit code ${code}:\n${output}`);
  return output;
}

async function record({ name }: ShownOutput, text: string, print: Print): Promise<true> {
  await writeFile(join(FOLDER, `${name}.txt`), comparableOutput(text));
  print(`${name}: recorded`);
  return true;
}

/** @returns whether nothing differs */
async function compare({ name }: ShownOutput, text: string, print: Print): Promise<boolean> {
  const recorded = await readFile(join(FOLDER, `${name}.txt`), "utf8");
  const faults = outputFaults(recorded, comparableOutput(text));
  print(`${name}: ${faults.length === 0 ? "as recorded" : "STALE"}`);
  for (const fault of faults) print(`  ${fault}`);
  if (faults.length > 0) print(`  cure: npm run outputs -- --only ${name}`);
  return faults.length === 0;
}

await runCommand(command, process.argv.slice(2));
