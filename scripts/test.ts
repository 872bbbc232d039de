import { join } from "node:path";
import { parseArgs } from "node:util";

import { compileSolidityTests } from "./lib/compileSolidityTests.ts";
import { contractSuites } from "./lib/contractSuites.ts";
import { runSuites } from "./lib/runSuites.ts";
import type { Suite } from "./lib/runSuites.ts";

const HELP = `usage: npm test [-- --help]

Compiles the contracts once, then checks that generated files are fresh and that types hold, and runs every test of every
workspace, in two processes. What a suite prints is shown when it has ended.
The last line is "N passed, N failed"; the exit code is 0 only if nothing failed.`;

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
];

const WORKSPACES = [
  suite("tests of sdk", "mocha", "sdk/test/**/*.test.ts"),
  suite("tests of keeper", "mocha", "keeper/test/**/*.test.ts"),
];

try {
  const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
  if (values.help === true) {
    console.log(HELP);
    process.exit(0);
  }
} catch (error) {
  console.error(`${(error as Error).message}\n\n${HELP}`);
  process.exit(2);
}

console.log("== contracts compile");
await compileSolidityTests();

const contracts = contractSuites(join(import.meta.dirname, ".."));
const { passed, failed } = await runSuites(
  [...contracts, ...WORKSPACES, ...CHECKS],
  PROCESSES,
  (line) => console.log(line),
);

console.log(`${passed} passed, ${failed} failed`);
// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
