import { join } from "node:path";

import { choicesOption } from "@sheaf/commands/choicesOption";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";
import { GATES } from "@sheaf/gates/gates";
import { runGates } from "@sheaf/gates/runGates";

import { compileContracts } from "../tools/build/compileContracts.ts";

/** `npm run check`: the gates. */
const ROOT = join(import.meta.dirname, "..");

/** {s} */
function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

const command = createCommand({
  name: "npm run check --",
  summary: "run the gates",
  description: "Runs the gates, cheapest first. Every gate runs whatever the others find.",
  exitCodes: "0 nothing found, 1 a gate found something, 2 the options cannot be used.",
})
  .addOption(
    choicesOption(
      "--only <gate>",
      "one gate; may be given more than once",
      GATES.map(({ name }) => name),
    ),
  )
  .addOption(jsonOption("{ passed, failed, seconds, gates: [{ name, seconds, findings }] }"))
  .addHelpText(
    "after",
    `\nGates:\n${GATES.map(({ name, promise }) => `  ${name.padEnd(13)} ${promise}`).join("\n")}`,
  )
  .action(async ({ only, json }) => {
    const { print, writeJson } = await openOutput({ json });
    const gates = GATES.filter(({ name }) => only === undefined || only.includes(name));
    const startedAt = performance.now();
    if (gates.some(({ needsBuild }) => needsBuild)) {
      await showElapsed("compiling contracts", compileContracts);
      print(`${"(build)".padEnd(13)} ${secondsSince(startedAt).toFixed(1).padStart(6)} s`);
    }
    const results = await runGates(gates, ROOT, print);
    const failed = results.filter(({ findings }) => findings.length > 0).length;
    const summary = {
      passed: results.length - failed,
      failed,
      seconds: secondsSince(startedAt),
      gates: results,
    };
    print(`${summary.passed} gates passed, ${failed} failed, ${summary.seconds} s`);
    await writeJson(summary);
    process.exitCode = failed === 0 ? EXIT.ok : EXIT.failed;
  });

await runCommand(command, process.argv.slice(2));
