import { resolve } from "node:path";
import { parseArgs } from "node:util";

import type { Address } from "viem";

import { rpcFlag } from "./rpcFlag.ts";
import { UnusableOptionError } from "./UnusableOptionError.ts";
import { vaultFlag } from "./vaultFlag.ts";
import { wholeNumberFlag } from "./wholeNumberFlag.ts";

export const ROLES_HELP = `usage: npm run sheaf -- roles --vault ADDRESS --rpc URL [options]

Prints who can do what in an index, from the chain: every account that holds a role now, whom the guardian has blocked,
which guardian is under notice, what is paused, and what the admin has announced and nobody has carried out or cancelled.

  --vault ADDRESS    the index
  --rpc URL          a node, http or https
  --from-block N     where to begin to look for grants and announcements; not after the deployment    (default 0)
  --json FILE        write the report as JSON
  --help             this text

Exit codes: 0 printed, 1 failed, 2 the options or the node are not usable.`;

export type RolesOptions = {
  readonly vault: Address;
  readonly rpcUrl: string;
  readonly fromBlock: bigint;
  readonly jsonFile: string | undefined;
};

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseRolesOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): RolesOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  return {
    vault: vaultFlag(values.vault),
    rpcUrl: rpcFlag(values.rpc),
    fromBlock: wholeNumberFlag("from-block", values["from-block"] ?? "0", 0n),
    jsonFile: values.json === undefined ? undefined : resolve(callerDirectory, values.json),
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        vault: text,
        rpc: text,
        "from-block": text,
        json: text,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}
