import { parseArgs } from "node:util";

import { compileSolidityTests } from "./lib/compileSolidityTests.ts";
import { countTests } from "./lib/countTests.ts";
import { run } from "./lib/run.ts";

const HELP = `usage: npm test [-- --help]

Compiles the contracts, checks that generated files are fresh and that types hold, then runs every test of every workspace.
The last line is "N passed, N failed"; the exit code is 0 only if nothing failed.`;

/** A step that must succeed before tests count for anything. */
type Check = {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly string[];
};

const CHECKS: readonly Check[] = [
  {
    title: "generated ABIs are fresh",
    command: "node",
    arguments: ["scripts/generateAbis.ts", "--check"],
  },
  { title: "types of the root", command: "tsc", arguments: ["-p", "."] },
  { title: "types of sdk", command: "tsc", arguments: ["-p", "sdk"] },
  { title: "types of keeper", command: "tsc", arguments: ["-p", "keeper"] },
];

const SUITES: readonly Check[] = [
  { title: "sdk", command: "mocha", arguments: ["sdk/test/**/*.test.ts"] },
  { title: "keeper", command: "mocha", arguments: ["keeper/test/**/*.test.ts"] },
  { title: "contracts, deployment, demo", command: "hardhat", arguments: ["test"] },
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

let [passed, failed] = [0, 0];

console.log("== contracts compile");
await compileSolidityTests();

for (const check of CHECKS) {
  console.log(`== ${check.title}`);
  const { code } = await run(check.command, check.arguments);
  if (code === 0) passed += 1;
  else failed += 1;
}

for (const suite of SUITES) {
  const startedAt = performance.now();
  console.log(`== tests of ${suite.title}`);
  const { code, output } = await run(suite.command, suite.arguments);
  const broken = countTests(output, "failing");
  passed += countTests(output, "passing");
  failed += code !== 0 && broken === 0 ? 1 : broken;
  console.log(
    `== tests of ${suite.title} took ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
