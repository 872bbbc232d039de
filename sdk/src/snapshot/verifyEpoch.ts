import { getBlockNumber } from "viem/actions";
import type { Address, Client, Hex } from "viem";

import { MalformedRulesError } from "../rules/errors.ts";
import { parseRules } from "../rules/parseRules.ts";
import { checkChainFacts } from "./checkChainFacts.ts";
import { checkDocument } from "./checkDocument.ts";
import { checkTargets } from "./checkTargets.ts";
import { documentName } from "./documentName.ts";
import { MalformedSnapshotError, NoSuchEpochError } from "./errors.ts";
import { parseSnapshot } from "./parseSnapshot.ts";
import { readEpochStarts } from "./readEpochStarts.ts";
import type { Rules } from "../rules/parseRules.ts";
import type { EpochCheck, EpochFault, EpochReport } from "./epochReport.ts";
import type { EpochStart } from "./readEpochStarts.ts";
import type { Snapshot } from "./snapshot.ts";

/** Where published documents are read from: a folder, a web server, a content-addressed store. */
export type DocumentSource = {
  /** The bytes under a name; undefined where there is nothing. */
  read(name: string): Promise<Uint8Array | undefined>;
};

export type VerifyInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly epoch: number;
  readonly documents: DocumentSource;
  /** Where to begin to look for the epoch; the first block by default. */
  readonly fromBlock?: bigint;
  /** Whether an epoch counts as verified where the node has no state to hold the snapshot against. */
  readonly withoutState?: boolean;
};

type Read<value> = { readonly check: EpochCheck; readonly value: value | undefined };

/**
 * Verifies an epoch from what is published and what is on chain, with nothing of the keeper's: the documents hash to what
 * the chain says, the snapshot says of the chain what the chain says itself, and the rules make of it the targets that were
 * submitted.
 *
 * @throws NoSuchEpochError
 */
export async function verifyEpoch(inputs: VerifyInputs): Promise<EpochReport> {
  const { client, vault, epoch, documents, fromBlock = 0n, withoutState = false } = inputs;
  const toBlock = await getBlockNumber(client, { cacheTime: 0 });
  const starts = await readEpochStarts({ client, vault, fromBlock, toBlock });
  const start = starts.find(({ number }) => number === epoch);
  if (start === undefined)
    throw new NoSuchEpochError(
      vault,
      epoch,
      starts.map(({ number }) => number),
    );

  const { snapshotHash, rulesHash } = start;
  const snapshot = await read("snapshot", snapshotHash, documents, parseSnapshot);
  const rules = await read("rules", rulesHash, documents, parseRules);
  const file = documentName(snapshotHash);
  const checks = [
    snapshot.check,
    rules.check,
    ...(snapshot.value === undefined
      ? [unreadable("chain's state")]
      : await checkChainFacts({ client, vault, start, file, snapshot: snapshot.value })),
    ...(snapshot.value === undefined
      ? []
      : [offChain(snapshot.value, snapshot.check.result === "holds")]),
    snapshot.value === undefined || rules.value === undefined
      ? unreadable("targets")
      : checkTargets(snapshot.value, rules.value, start),
  ];
  const passes = ({ result }: EpochCheck): boolean =>
    result === "holds" || result === "hash only" || (result === "not checked" && withoutState);
  const readable = snapshot.value !== undefined && rules.value !== undefined;
  return {
    epoch,
    snapshotHash,
    rulesHash,
    verified: readable && checks.every(passes),
    checks: checks.map((check) => namingOthers(check, starts)),
  };
}

/** Reads a document by its hash and checks every byte of it. */
async function read<value extends Rules | Snapshot>(
  subject: string,
  hash: Hex,
  documents: DocumentSource,
  parse: (document: unknown) => value,
): Promise<Read<value>> {
  const file = documentName(hash);
  const bytes = await documents.read(file);
  if (bytes === undefined) return { check: missing(subject, file), value: undefined };
  const { document, faults } = checkDocument({ file, bytes, expected: hash });
  const { value, malformed } = parsed(file, document, parse);
  const all = [...faults, ...(document === undefined ? [] : malformed)];
  return {
    check: {
      subject,
      result: all.length === 0 ? "holds" : "wrong",
      detail: `${file}: ${bytes.length} bytes, keccak256 as on chain`,
      faults: all,
    },
    value,
  };
}

function parsed<value>(
  file: string,
  document: unknown,
  parse: (document: unknown) => value,
): { readonly value: value | undefined; readonly malformed: readonly EpochFault[] } {
  try {
    return { value: parse(document), malformed: [] };
  } catch (error) {
    const at = { file, path: undefined };
    if (error instanceof MalformedSnapshotError)
      return {
        value: undefined,
        malformed: error.faults.map(({ path, fault }) => ({ ...at, path, message: fault })),
      };
    if (error instanceof MalformedRulesError)
      return {
        value: undefined,
        malformed: error.faults.map((message) => ({ ...at, message })),
      };
    throw error;
  }
}

function missing(subject: string, file: string): EpochCheck {
  const message = "is not there: who started the epoch has to publish it";
  return {
    subject,
    result: "wrong",
    detail: "",
    faults: [{ file, path: undefined, message }],
  };
}

function unreadable(subject: string): EpochCheck {
  return {
    subject,
    result: "not checked",
    detail: "without documents that can be read there is nothing to check",
    faults: [],
  };
}

function offChain(
  { rows, closes, excluded, components, history = [], signals = [] }: Snapshot,
  fixedByHash: boolean,
): EpochCheck {
  const earlier = [
    history.length === 0 ? "" : `, ${history.length} earlier readings`,
    signals.length === 0 ? "" : `, ${signals.length} readings of signals`,
  ].join("");
  const what = `${rows.length} rows, ${closes.length} closes, ${excluded.length} excluded, ${components.length} ids${earlier}`;
  return {
    subject: "market data, ids",
    result: fixedByHash ? "hash only" : "not checked",
    detail: `${what}: on no chain, ${fixedByHash ? "fixed by the hash" : "and the hash is another"}`,
    faults: [],
  };
}

/** Says so where a document is that of another epoch. */
function namingOthers(check: EpochCheck, starts: readonly EpochStart[]): EpochCheck {
  const faults = check.faults.map((fault): EpochFault => {
    const other = starts.find(({ snapshotHash }) =>
      fault.message.includes(`hash to ${snapshotHash},`),
    );
    return other === undefined
      ? fault
      : { ...fault, message: `${fault.message}: it is the snapshot of epoch ${other.number}` };
  });
  return { ...check, faults };
}
