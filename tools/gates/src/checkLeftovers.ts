import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { lineAt } from "./lineAt.ts";
import { projectFiles } from "./projectFiles.ts";

/** {line} S9. */
const ASKS_FOR_A_REASON = 400;
const ASKS_FOR_A_SPLIT = 600;
/** {byte} */
const LARGEST_FILE = 1 << 20;

/** Files over 400 lines that say why. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["contracts/interfaces/IIndexVault.sol", "the manual of an index, read in one place"],
  ["test/IndexVault/hostileExecutor.test.ts", "one table of attacks and their refusals"],
  ["test/IndexVault/redeem.test.ts", "one action, one file (Q1)"],
  ["test/IndexVault/trade.test.ts", "one action, one file (Q1)"],
]);

const CODE = /\.(?:sol|tsx?|js|cjs|mjs)$/;
const TEXT = /\.(?:sol|tsx?|js|cjs|mjs|md|ya?ml)$|(?:^|\/)run$/;
const TEST = /(?:^|\/)test\/.*\.ts$/;

/** Put together, so that this file is not a finding of its own. */
const NOTE = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b`, "g");
const HALF_A_SUITE =
  /\b(?:describe|context|it|specify|suite|test)\.(only|skip)\(|\b(x(?:it|describe|context))\(|\bthis\.(skip)\(\)/g;

/** Nothing is left lying about: overlong files, huge ones, notes to self, tests that are switched off. */
export async function checkLeftovers(root: string): Promise<Report> {
  const findings: Finding[] = [];
  for (const file of await projectFiles(root)) {
    const { size } = await stat(join(root, file));
    if (size > LARGEST_FILE)
      findings.push({ file, message: `has ${size} bytes; the limit is ${LARGEST_FILE}` });
    if (!TEXT.test(file)) continue;
    const source = await readFile(join(root, file), "utf8");
    const add = (index: number, message: string): void =>
      void findings.push({ file, line: lineAt(source, index), message });
    for (const { 1: note, index } of source.matchAll(NOTE)) add(index, `${note} left on main (W2)`);
    if (TEST.test(file)) {
      for (const { 1: one, 2: crossed, 3: skipped, index } of source.matchAll(HALF_A_SUITE)) {
        add(index, `.${one ?? crossed ?? skipped ?? ""} switches tests off`);
      }
    }
    if (CODE.test(file)) findings.push(...lengthFaults(file, source));
  }
  return { findings };
}

function lengthFaults(file: string, source: string): readonly Finding[] {
  const lines = source.split("\n").length - 1;
  const reason = REASONS.get(file);
  if (lines > ASKS_FOR_A_SPLIT)
    return [
      { file, message: `has ${lines} lines: over ${ASKS_FOR_A_SPLIT} it is split by concept (S9)` },
    ];
  if (lines > ASKS_FOR_A_REASON && reason === undefined) {
    return [
      {
        file,
        message: `has ${lines} lines: over ${ASKS_FOR_A_REASON} it needs a reason in tools/gates/src/checkLeftovers.ts (S9)`,
      },
    ];
  }
  if (lines <= ASKS_FOR_A_REASON && reason !== undefined) {
    return [
      {
        file,
        message: `has ${lines} lines and no longer needs its reason in tools/gates/src/checkLeftovers.ts`,
      },
    ];
  }
  return [];
}
