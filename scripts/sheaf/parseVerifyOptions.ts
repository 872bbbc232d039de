import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

import { UnusableOptionError } from "./UnusableOptionError.ts";

export const VERIFY_HELP = `usage: npm run sheaf -- verify --epoch N --vault ADDRESS --rpc URL --snapshots DIR [options]

Verifies an epoch with nothing of the keeper's: the published snapshot and rules hash to what the chain says, the snapshot
says of the chain what the chain says itself at that block, and the same open rules make of it the targets that were
submitted, to the last digit. A changed byte is named. docs/snapshots.md has the format and how to do it by hand.

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
    epoch: Number(wholeNumber("epoch", values.epoch, 1n)),
    vault: addressOf(values.vault),
    rpcUrl: urlOf(values.rpc),
    snapshotsDirectory: resolve(callerDirectory, required("snapshots", values.snapshots)),
    fromBlock: wholeNumber("from-block", values["from-block"] ?? "0", 0n),
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

function required(flag: string, text: string | undefined): string {
  if (text !== undefined && text !== "") return text;
  throw new UnusableOptionError(`--${flag} is missing`);
}

function wholeNumber(flag: string, text: string | undefined, least: bigint): bigint {
  const given = required(flag, text);
  if (/^\d{1,9}$/.test(given) && BigInt(given) >= least) return BigInt(given);
  throw new UnusableOptionError(
    `--${flag} takes a whole number from ${least}, not ${JSON.stringify(given.slice(0, 40))}`,
  );
}

function addressOf(text: string | undefined): Address {
  const given = required("vault", text);
  if (isAddress(given)) return getAddress(given);
  throw new UnusableOptionError(
    `--vault takes an address, not ${JSON.stringify(given.slice(0, 60))}`,
  );
}

function urlOf(text: string | undefined): string {
  const given = required("rpc", text);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url !== undefined && ["http:", "https:"].includes(url.protocol)) return url.href;
  throw new UnusableOptionError("--rpc takes an http or https URL");
}
