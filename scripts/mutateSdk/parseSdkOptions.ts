import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { UnusableRunError } from "../mutate/UnusableRunError.ts";

export const MUTATE_SDK_HELP = `usage: npm run mutate:sdk [-- options]

Changes rules and planner (sdk/src/rules, sdk/src/plan) in one small way after another, with Stryker, and asks whether a test
notices. What was judged before is not judged again while neither it nor its tests changed. docs/mutation.md says how to read it.

  --files LIST      sources, or patterns of them, separated by commas  (default all of rules and plan)
  --fresh           judge everything anew
  --survivors       print what no test noticed
  --json FILE       write { score, killed, survived, equivalent, files: [{ file, score }] }
  --help            this text

Exit codes: 0 the score is at least 85 %; 1 it is lower, or the run failed; 2 the options are not usable.`;

export type MutateSdkOptions = {
  readonly files: string | undefined;
  readonly fresh: boolean;
  readonly survivors: boolean;
  readonly jsonFile: string | undefined;
};

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableRunError
 */
export function parseSdkOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): MutateSdkOptions | undefined {
  const { help, files, fresh, survivors, json } = readFlags(commandLine);
  if (help === true) return undefined;
  for (const file of files?.split(",") ?? [])
    if (!/^sdk\/src\/(rules|plan)\/[\w*./-]+$/.test(file) || file.includes(".."))
      throw new UnusableRunError(
        `--files takes sources of sdk/src/rules or sdk/src/plan, not ${file}`,
      );
  return {
    files,
    fresh: fresh === true,
    survivors: survivors === true,
    jsonFile: json === undefined ? undefined : resolve(callerDirectory, json),
  };
}

function readFlags(commandLine: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        files: text,
        fresh: flag,
        survivors: flag,
        json: text,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableRunError(error instanceof Error ? error.message : String(error));
  }
}
