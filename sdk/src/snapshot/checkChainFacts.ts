import type { Address, Client } from "viem";

import { diffPaths } from "./diffPaths.ts";
import { findBlock } from "./findBlock.ts";
import { readChainFacts } from "./readChainFacts.ts";
import { stateFault } from "./stateFault.ts";
import type { Difference } from "./diffPaths.ts";
import type { EpochCheck, EpochFault } from "./epochReport.ts";
import type { EpochStart } from "./readEpochStarts.ts";
import type { Snapshot } from "./snapshot.ts";

export type ChainFactsCheckInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly start: EpochStart;
  readonly file: string;
  readonly snapshot: Snapshot;
};

type Subject = readonly [subject: string, paths: RegExp, detail: string];

/** Holds against the chain, at the snapshot's block, everything that a snapshot says of it. */
export async function checkChainFacts({
  client,
  vault,
  start,
  file,
  snapshot,
}: ChainFactsCheckInputs): Promise<EpochCheck[]> {
  const block = await findBlock(client, snapshot.block);
  const blockCheck = checkBlock(file, snapshot, block, start);
  const subjects = subjectsOf(snapshot);
  const at = block?.number ?? snapshot.block.number;
  const reason = block === undefined ? "no such block" : await stateFault(client, vault, at);
  if (reason !== undefined) {
    const detail = `the node has no state of block ${at}: ${reason}`;
    const unknown = subjects.map(([subject]): EpochCheck => ({
      subject,
      result: "not checked",
      detail,
      faults: [],
    }));
    return [blockCheck, ...unknown];
  }

  const tokens = snapshot.listings.map(({ token }) => token);
  const facts = await readChainFacts({ client, vault, blockNumber: at, tokens });
  const claimed = {
    ...Object.fromEntries(Object.keys(facts).map((key) => [key, snapshot[key as keyof Snapshot]])),
    ...(snapshot.windingDown === undefined ? {} : { windingDown: snapshot.windingDown }),
  };
  const differences = diffPaths(claimed, facts);
  const checks = subjects.map(([subject, paths, detail]) => {
    const faults = differences.filter(({ path }) => paths.test(path)).map(faultIn(file));
    return checkOf(subject, detail, faults);
  });
  return [blockCheck, ...checks];
}

function checkBlock(
  file: string,
  { block }: Snapshot,
  onChain: Snapshot["block"] | undefined,
  start: EpochStart,
): EpochCheck {
  if (onChain === undefined)
    return checkOf("block", "", [{ file, path: "$.block", message: "is no block of this chain" }]);
  const faults = diffPaths(block, onChain, "$.block").map(faultIn(file));
  const before = start.blockNumber - block.number;
  if (before <= 0n)
    faults.push({
      file,
      path: "$.block.number",
      message: `is ${block.number}, and the epoch was started in block ${start.blockNumber} already`,
    });
  return checkOf(
    "block",
    `${block.number}, ${before} before the start in ${start.blockNumber}`,
    faults,
  );
}

function subjectsOf({ holdings, listings, epoch, regime }: Snapshot): Subject[] {
  return [
    ["chain and index", /^\$\.(chainId|vault|constitution|windingDown)/, "as the chain has them"],
    ["supply", /^\$\.supply/, "of shares"],
    ["holdings", /^\$\.holdings/, `${holdings.length} components`],
    ["listings", /^\$\.listings(?!.*\.price$)/, `${listings.length} of the registry`],
    ["prices", /^\$\.listings.*\.price$/, `${listings.length} of the oracle`],
    [
      "epoch before, regime",
      /^\$\.(epoch|regime)/,
      epoch.number === 0 ? "none, as this is the first" : `${epoch.number}, ${regime.value}`,
    ],
  ];
}

function checkOf(subject: string, detail: string, faults: readonly EpochFault[]): EpochCheck {
  return { subject, result: faults.length === 0 ? "holds" : "wrong", detail, faults };
}

function faultIn(file: string): (difference: Difference) => EpochFault {
  return ({ path, found, expected }) => ({
    file,
    path,
    message: `is ${found}, the chain says ${expected}`,
  });
}
