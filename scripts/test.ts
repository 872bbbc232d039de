import { join } from "node:path";

import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import { runCommand } from "@sheaf/commands/runCommand";
import { showElapsed } from "@sheaf/commands/showElapsed";

import { compileSolidityTests } from "../tools/build/compileSolidityTests.ts";
import { contractSuites } from "../tools/suites/contractSuites.ts";
import { runSuites } from "../tools/suites/runSuites.ts";
import type { Suite } from "../tools/suites/runSuites.ts";

const PROCESSES = 2;

const suite = (title: string, command: string, ...commandArguments: string[]): Suite => ({
  title,
  command,
  arguments: commandArguments,
});

const CHECKS = [
  suite("generated ABIs are fresh", "node", "scripts/generateAbis.ts", "--check"),
  suite("types of the root", "tsc", "-p", "."),
  suite("types of sdk", "tsc", "-p", "sdk"),
  suite("types of keeper", "tsc", "-p", "keeper"),
  suite("types of the lab", "tsc", "-p", "lab"),
  suite("types of the app", "tsc", "-p", "app"),
];

const WORKSPACES = [
  suite("tests of sdk", "mocha", "sdk/test/**/*.test.ts"),
  suite("tests of keeper", "mocha", "keeper/test/**/*.test.ts"),
  suite("tests of the lab", "mocha", "lab/test/**/*.test.ts"),
  suite("tests of the app", "mocha", "app/test/**/*.test.ts"),
  suite("tests of the command kit", "mocha", "tools/commands/test/**/*.test.ts"),
];

/** `npm test`: every test of every workspace. */
const command = createCommand({
  name: "npm test --",
  summary: "run every test of every workspace",
  description:
    "Compiles the contracts once, then checks that generated files are fresh and that types hold, and runs every test of " +
    "every workspace, in two processes. The output of a suite is shown when it has ended. The last line is " +
    '"N passed, N failed".',
  exitCodes: "0 nothing failed, 1 something did, 2 the options cannot be used.",
}).action(async () => {
  const { print } = await openOutput({});
  print("== contracts compile");
  await showElapsed("compiling contracts", compileSolidityTests);
  const contracts = contractSuites(join(import.meta.dirname, ".."));
  const suites = [...contracts, ...WORKSPACES, ...CHECKS];
  const { passed, failed } = await runSuites(suites, PROCESSES, print);
  print(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? EXIT.ok : EXIT.failed;
});

await runCommand(command, process.argv.slice(2));
