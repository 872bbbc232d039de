import { basename } from "node:path";

import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { runCommand } from "@sheaf/commands/runCommand";
import { switchOption } from "@sheaf/commands/switchOption";
import { GENERATORS } from "@sheaf/gates/generators";

import { run } from "../tools/build/run.ts";

/** "invariants" of "scripts/generateInvariants.ts". */
const nameOf = (file: string): string => {
  const [first = "", ...rest] = basename(file, ".ts").slice("generate".length);
  return first.toLowerCase() + rest.join("");
};
const NAMES = GENERATORS.map(nameOf);

/** `npm run generate`: the committed files that are generated. */
const command = createCommand({
  name: "npm run generate --",
  summary: "write generated files",
  description: `Writes the committed files that are generated. Generators: ${NAMES.join(", ")}.`,
  exitCodes:
    "0 written, or nothing is stale; 1 something is stale or failed; 2 the options cannot be used.",
})
  .argument("[names...]", "generators; default: all")
  .addOption(switchOption("--check", "write nothing, and name what is stale"))
  .action(async (names, { check }) => {
    const unknown = names.find((name) => !NAMES.includes(name));
    if (unknown !== undefined)
      throw new UnusableOptionError(
        `there is no generator ${unknown}; there are ${NAMES.join(", ")}`,
      );
    process.exitCode = EXIT.ok;
    for (const file of GENERATORS.filter(
      (one) => names.length === 0 || names.includes(nameOf(one)),
    )) {
      const { code } = await run("node", [file, ...(check === true ? ["--check"] : [])]);
      if (code !== 0) process.exitCode = EXIT.failed;
    }
  });

await runCommand(command, process.argv.slice(2));
