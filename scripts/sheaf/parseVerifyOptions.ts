import { resolve } from "node:path";
import { parseArgs } from "node:util";

import type { Address } from "viem";

import { requiredFlag } from "./requiredFlag.ts";
import { rpcFlag } from "./rpcFlag.ts";
import { UnusableOptionError } from "./UnusableOptionError.ts";
import { vaultFlag } from "./vaultFlag.ts";
import { wholeNumberFlag } from "./wholeNumberFlag.ts";

export const VERIFY_HELP = `usage: npm run sheaf -- verify --epoch N --vault ADDRESS --rpc URL --snapshots DIR [options]

Verifies an epoch with nothing of the keeper's: the published snapshot and rules hash to what the chain says, the snapshot
says of the chain what the chain says itself at that block, and the same open rules make of it the targets that were
submitted, to the last digit. docs/snapshots.md has the format and how to do it by hand.

  --epoch N          number of the epoch, from 1
  --vault ADDRESS    the index
  --rpc URL          a node, http or https; for the state of old blocks one that keeps it
  --snapshots DIR    folder with the published documents, <hash>.json
  --from-block N     where to begin to look for the epoch             (default 0)
  --without-state    call an epoch verified also where the node does not have the state of the snapshot's block any more;
                     the report still lists what was not checked
  --json FILE        write the report as JSON
  --help             this text

Exit codes: 0 verified, 1 not verified, 2 the options, the folder or the node are not usable.`;

export type VerifyOptions = {
  readonly epoch: number;
  readonly vault: Address;
  readonly rpcUrl: string;
  readonly snapshotsDirectory: string;
  readonly fromBlock: bigint;
  readonly withoutState: boolean;
  readonly jsonFile: string | undefined;
};

/**
 * Reads the command line; `undefined` where help was asked for. Paths are relative to where the command was called.
 * @throws UnusableOptionError
 */
export function parseVerifyOptions(
  commandLine: readonly string[],
  callerDirectory: string,
): VerifyOptions | undefined {
  const values = readFlags(commandLine);
  if (values.help === true) return undefined;
  return {
    epoch: Number(wholeNumberFlag("epoch", values.epoch, 1n)),
    vault: vaultFlag(values.vault),
    rpcUrl: rpcFlag(values.rpc),
    snapshotsDirectory: resolve(callerDirectory, requiredFlag("snapshots", values.snapshots)),
    fromBlock: wholeNumberFlag("from-block", values["from-block"] ?? "0", 0n),
    withoutState: values["without-state"] === true,
    jsonFile: values.json === undefined ? undefined : resolve(callerDirectory, values.json),
  };
}

function readFlags(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        epoch: text,
        vault: text,
        rpc: text,
        snapshots: text,
        "from-block": text,
        "without-state": { type: "boolean" },
        json: text,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}
