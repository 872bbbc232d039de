import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const DEMO_HELP = `usage: npm run demo [-- options]

The whole loop once, on a local chain that lives in this process: signals -> rules -> plan -> execution -> chain -> ledger.
It deploys everything, creates an index from USDC, rebalances it weekly, lists names as they come within reach, leaves for
USDC when the rules say bear, while three people come and go. A year of a hundred components takes some minutes, eight
weeks of them less than one. It needs no key, no account and no network.

  --data DIR        recorded market rows (format: sdk/src/market/README.md); default: a modelled market
  --weeks N         weeks to run, 1 to 52                          (default 52)
  --components N    components of the index besides USDC, 4 to 100 (default 100)
  --kill-keeper-at N  from week N on the keeper is gone as soon as an epoch has started, once: strangers finish it
                    within the bounds, and the closing lines say when and at what cost
  --exit            something shorter: a full exit of the components to three stablecoins when the regime turns bear, and
                    the way back when it turns bull, with deep pools (one transaction each), with shallow ones and with dear
                    gas (in chunks, as impact and budget ask for them), with what each way took. Takes no --weeks and no
                    --kill-keeper-at; about a minute
  --seed N          seed of the modelled market                    (default 1)
  --rpc URL         run on a local node (chain 31337, loopback) instead of a chain in this process;
                    its clock must stand before the market's first week
  --snapshots DIR   publish each decision's snapshot and rules there, for npm run sheaf -- verify
  --json FILE       write the closing summary as JSON
  --help            this text

Exit codes: 0 every closing check holds, 1 a check or the run failed, 2 the options or the data are not usable.`;

export type DemoOptions = {
  readonly exit: boolean; // out to stablecoins and back, in place of week by week
  readonly dataDirectory: string | undefined;
  readonly weeks: number;
  readonly components: number;
  readonly seed: number;
  readonly killKeeperAt: number | undefined; // week
  readonly jsonFile: string | undefined;
  readonly rpcUrl: string | undefined;
  readonly snapshotsDirectory: string | undefined;
};

/** The command line cannot be used as it is. */
export class UnusableOptionError extends Error {
  override readonly name = "Demo.UnusableOptionError";
}

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseDemoOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): DemoOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  const weeks = wholeNumber("weeks", values.weeks ?? "52", 1, 52);
  const fatal = values["kill-keeper-at"];
  const exit = values.exit === true;
  const [foreign] = (["weeks", "kill-keeper-at"] as const).filter(
    (flag) => values[flag] !== undefined,
  );
  if (exit && foreign !== undefined)
    throw new UnusableOptionError(`--exit takes no --${foreign}: it looks for its own weeks`);
  return {
    exit,
    dataDirectory: values.data === undefined ? undefined : resolve(callerDirectory, values.data),
    weeks,
    components: wholeNumber("components", values.components ?? "100", 4, 100),
    seed: wholeNumber("seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    killKeeperAt: fatal === undefined ? undefined : wholeNumber("kill-keeper-at", fatal, 1, weeks),
    jsonFile: values.json === undefined ? undefined : resolve(callerDirectory, values.json),
    rpcUrl: values.rpc === undefined ? undefined : loopbackUrl(values.rpc),
    snapshotsDirectory:
      values.snapshots === undefined ? undefined : resolve(callerDirectory, values.snapshots),
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        data: text,
        weeks: text,
        components: text,
        seed: text,
        "kill-keeper-at": text,
        json: text,
        rpc: text,
        snapshots: text,
        exit: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}

/** The demo signs with development keys that everybody knows: no other machine is any business of theirs. */
function loopbackUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (local && url.protocol === "http:") return url.href;
  throw new UnusableOptionError(
    `--rpc takes an http URL of this machine such as http://127.0.0.1:8545, not ${JSON.stringify(text)}`,
  );
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UnusableOptionError(
    `--${flag} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
  );
}
