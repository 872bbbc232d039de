import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { UnusableRunError } from "./UnusableRunError.ts";

export const MUTATE_HELP = `usage: npm run mutate [-- options]

Changes one thing at a time in the contracts and asks whether a test notices. Works in private copies of the project in a
temporary folder: no file of yours is ever changed. The measure is killed / (killed + survived).

  --files GLOB       only mutants of these sources, such as 'contracts/vault/*.sol'     (default: every product contract)
  --sample N         a seeded sample of N mutants                                       (default: all of them)
  --seed N           seed of the sample                                                 (default 1)
  --jobs N           mutants at a time, 1 to 16                                         (default 2)
  --timeout SECONDS  tests of one mutant may take this long; longer counts as killed
                     (default: three times what they take against the original, at least 300)
  --json FILE        write score, counts, files and survivors as JSON
  --resume FILE      keep results in FILE, one JSON line a mutant, and skip those that are there
  --doc              write the closing table into docs/mutation.md
  --list             print the chosen mutants as diffs and run nothing
  --help             this text

Exit codes: 0 the run is complete, 1 it failed, 2 the options or the inputs are not usable.`;

export type MutateOptions = {
  readonly files: string | undefined;
  readonly sample: number | undefined;
  readonly seed: number;
  readonly jobs: number;
  readonly timeout: number | undefined; // {s}
  readonly jsonFile: string | undefined;
  readonly resumeFile: string | undefined;
  readonly doc: boolean;
  readonly list: boolean;
};

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableRunError
 */
export function parseMutateOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): MutateOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  const path = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : resolve(callerDirectory, value);
  return {
    files: values.files,
    sample:
      values.sample === undefined ? undefined : wholeNumber("sample", values.sample, 1, 1_000_000),
    seed: wholeNumber("seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    jobs: wholeNumber("jobs", values.jobs ?? "2", 1, 16),
    timeout:
      values.timeout === undefined ? undefined : wholeNumber("timeout", values.timeout, 5, 86_400),
    jsonFile: path(values.json),
    resumeFile: path(values.resume),
    doc: values.doc === true,
    list: values.list === true,
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  const mark = { type: "boolean" } as const;
  const help = { type: "boolean", short: "h" } as const;
  const options = {
    files: text,
    sample: text,
    seed: text,
    jobs: text,
    timeout: text,
    json: text,
    resume: text,
    doc: mark,
    list: mark,
    help,
  };
  try {
    return parseArgs({ args: [...commandLine], options }).values;
  } catch (error) {
    throw new UnusableRunError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UnusableRunError(
    `--${flag} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
  );
}
