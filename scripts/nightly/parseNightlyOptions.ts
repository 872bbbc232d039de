import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const NIGHTLY_HELP = `usage: npm run nightly [-- options]

Runs what is too long for every change: everybody leaves in every state with every odd component, by redemption and by callback,
in every pair of either and in 5,000 seeded sets of both; 80,000 swaps beside the pools of Uniswap v3; quotes beside execution in 200 states; fuzz tests and invariants in Solidity,
10,000 runs of each test and 1,000 runs of 64 calls.

  --seed N     seed of everything that is drawn; the one that a failure names replays it   (default: today's date, 20261231)
  --only NAME  leaving, model, pools, quotes or solidity: one part instead of all
  --json FILE  writes { passed, failed, fuzzRuns, invariantRuns, invariantDepth, seed, seconds, parts }
  --help       this text

Exit codes: 0 nothing failed, 1 something did, 2 the options are not usable.`;

export type NightlyOptions = {
  readonly seed: number;
  readonly only: string | undefined;
  readonly jsonFile: string | undefined;
};

/** The command line cannot be used as it is. */
export class UnusableOptionError extends Error {
  override readonly name = "Nightly.UnusableOptionError";
}

const PARTS: readonly string[] = ["leaving", "model", "pools", "quotes", "solidity"];

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseNightlyOptions(
  commandLine: readonly string[],
  callerDirectory: string,
  today: Date,
): NightlyOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  const { seed = today.toISOString().slice(0, 10).replaceAll("-", ""), only, json } = values;
  if (!/^\d{1,10}$/.test(seed) || Number(seed) >= 2 ** 32)
    throw new UnusableOptionError(`--seed takes a whole number below 2^32, not ${seed}`);
  if (only !== undefined && !PARTS.includes(only))
    throw new UnusableOptionError(`--only takes ${PARTS.join(" or ")}, not ${only}`);
  const jsonFile = json === undefined ? undefined : resolve(callerDirectory, json);
  return { seed: Number(seed), only, jsonFile };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    seed: text,
    only: text,
    json: text,
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...commandLine], options }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}
