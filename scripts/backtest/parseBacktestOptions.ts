import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { RULES_NAMES } from "@sheaf/sdk/rules/namedRules";

export const BACKTEST_HELP = `usage: npm run backtest [-- options]

Replays a market with the keeper's rules and planner, costs included (pool fee, impact, gas), and prints what came of it beside
the leader and the first basket, never traded again. It needs no key, no account and no network. Results of the past, recorded
or modelled, promise nothing about the future.

  --data DIR        recorded market rows (format: sdk/src/market/README.md); default: a modelled market
  --weeks N         weeks of the modelled market, 2 to 104         (default 52)
  --seed N          seed of the modelled market                    (default 1)
  --rules R         ${RULES_NAMES.join(", ")},
                    or a file with a rules document (docs/rules.md) (default top-100)
  --nav USD         what is put in at the start, in whole dollars  (default 1000000)
  --refills N       times that pools refill within a date, so that large legs are traded in N + 1 chunks, 0 to 11 (default 0)
  --steps           prints every date
  --json FILE       writes { return, maxDrawdown, tradesPerWeek, turnoverPerWeek, flips, costBps, ... }
  --svg FILE        draws NAV beside the leader and the first basket, regimes, drawdown and turnover
  --reference       with --data: derives the reference figures of 2021 again and compares
  --help            this text

Exit codes: 0 done (with --reference: every figure agrees), 1 a figure differs or the run failed, 2 the options, the rules or
the data are not usable.`;

export type BacktestOptions = {
  readonly dataDirectory: string | undefined;
  readonly weeks: number;
  readonly seed: number;
  readonly rules: string;
  readonly nav: bigint; // {usd}
  readonly refills: number;
  readonly steps: boolean;
  readonly jsonFile: string | undefined;
  readonly svgFile: string | undefined;
  readonly reference: boolean;
};

/** The command line cannot be used as it is. */
export class UnusableOptionError extends Error {
  override readonly name = "Backtest.UnusableOptionError";
}

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseBacktestOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): BacktestOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  const path = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : resolve(callerDirectory, text);
  if (values.reference === true && values.data === undefined)
    throw new UnusableOptionError("--reference needs --data DIR: its figures are of recorded rows");
  const rules = values.rules ?? "top-100";
  return {
    dataDirectory: path(values.data),
    weeks: wholeNumber("weeks", values.weeks ?? "52", 2, 104),
    seed: wholeNumber("seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    rules: RULES_NAMES.includes(rules) ? rules : resolve(callerDirectory, rules),
    nav: BigInt(wholeNumber("nav", values.nav ?? "1000000", 1_000, 1e12)),
    refills: wholeNumber("refills", values.refills ?? "0", 0, 11),
    steps: values.steps === true,
    jsonFile: path(values.json),
    svgFile: path(values.svg),
    reference: values.reference === true,
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        data: text,
        weeks: text,
        seed: text,
        rules: text,
        nav: text,
        refills: text,
        steps: flag,
        json: text,
        svg: text,
        reference: flag,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UnusableOptionError(
    `--${flag} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
  );
}
