import { resolve } from "node:path";
import { parseArgs } from "node:util";

const SIZES = [2, 10, 25, 50, 100] as const;

export const BENCH_HELP = `usage: npm run bench [-- options]

Measures what every call of an index costs, in gas of mined transactions on a local chain, beside a floor contract that does the
same work without any check. Two runs give the same figures. Beside it, the processor's time of a backtest and of one decision
on this machine; these are no part of the baseline.

  --n LIST          sizes of baskets, components besides USDC, 2 to 100  (default ${SIZES.join(",")})
  --json FILE       write the report as JSON
  --check           hold the run against bench/gas.json: fail where a ratio to the floor is more than 1 % worse
  --write           write bench/gas.json and docs/gas.md; takes all sizes
  --help            this text

Exit codes: 0 measured, and nothing worse; 1 something is worse, or the run failed; 2 the options are not usable.`;

export type BenchCommand = {
  readonly sizes: readonly number[]; // {components}, ascending
  readonly jsonFile: string | undefined;
  readonly check: boolean;
  readonly write: boolean;
};

/** The command line cannot be used as it is. */
export class UnusableOptionError extends Error {
  override readonly name = "Bench.UnusableOptionError";
}

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseBenchOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): BenchCommand | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  const sizes = values.n === undefined ? [...SIZES] : readSizes(values.n);
  const [check, write] = [values.check === true, values.write === true];
  if (check && write)
    throw new UnusableOptionError(
      "--check and --write exclude each other: a baseline is written on purpose",
    );
  if (write && values.n !== undefined)
    throw new UnusableOptionError("--write takes all sizes: leave --n out");
  return {
    sizes,
    jsonFile: values.json === undefined ? undefined : resolve(callerDirectory, values.json),
    check,
    write,
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        n: text,
        json: text,
        check: flag,
        write: flag,
        help: { ...flag, short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}

function readSizes(text: string): number[] {
  const sizes = text.split(",").map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  const unusable = sizes.some((n) => !(n >= 2 && n <= 100));
  if (unusable)
    throw new UnusableOptionError(
      `--n takes whole numbers from 2 to 100, not ${JSON.stringify(text)}`,
    );
  return [...new Set(sizes)].toSorted((a, b) => a - b);
}
