import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Gate } from "./gates/finding.ts";
import { GATES } from "./gates/gates.ts";
import { runGates } from "./gates/runGates.ts";
import { compileContracts } from "./lib/compileContracts.ts";

const HELP = `usage: npm run check [-- --only NAME] [--json FILE] [--help]

Runs the gates, cheapest first. Every gate runs whatever the others find; the exit code is 1 if any found something.

  --only NAME   one gate; may be given more than once
  --json FILE   writes { passed, failed, seconds, gates: [{ name, seconds, findings: [{ file, line, message }] }] }

gates:
${GATES.map(({ name, promise }) => `  ${name.padEnd(13)} ${promise}`).join("\n")}`;

const ROOT = join(import.meta.dirname, "..");

/** The command line asks for something that is not there. */
class UnusableOptionError extends Error {
  override readonly name = "Check.UnusableOptionError";
}

function chosenGates(names: readonly string[]): readonly Gate[] {
  const unknown = names.filter((name) => GATES.every((gate) => gate.name !== name));
  if (unknown.length > 0) throw new UnusableOptionError(`There is no gate ${unknown.join(", ")}.`);
  return names.length === 0 ? GATES : GATES.filter(({ name }) => names.includes(name));
}

/** {s} */
function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const gates = chosenGates(values.only);
  const startedAt = performance.now();
  if (gates.some(({ needsBuild }) => needsBuild)) {
    await compileContracts();
    console.log(`${"(build)".padEnd(13)} ${secondsSince(startedAt).toFixed(1).padStart(6)} s`);
  }
  const results = await runGates(gates, ROOT, (line) => console.log(line));
  const failed = results.filter(({ findings }) => findings.length > 0).length;
  const summary = {
    passed: results.length - failed,
    failed,
    seconds: secondsSince(startedAt),
    gates: results,
  };
  console.log(`${summary.passed} gates passed, ${failed} failed, ${summary.seconds} s`);
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify(summary, null, 2)}\n`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const unusable =
    error instanceof UnusableOptionError || (error instanceof TypeError && "code" in error);
  console.error(unusable ? `${error.message}\n\n${HELP}` : error);
  process.exitCode = unusable ? 2 : 1;
}
