import { keccak256 } from "viem";
import type { Hex } from "viem";

import { canonicalJson } from "../rules/canonicalJson.ts";
import { UnencodableValueError } from "../rules/UnencodableValueError.ts";
import { locateChanges } from "./locateChanges.ts";
import { mapJson } from "./mapJson.ts";
import { pathAt } from "./pathAt.ts";
import type { EpochFault } from "./epochReport.ts";
import type { Change } from "./locateChanges.ts";
import type { BlockSums } from "./sumBlocks.ts";

export type DocumentInputs = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expected: Hex; // its hash, on chain
  readonly sums: BlockSums | undefined;
};

export type CheckedDocument = {
  /** Parsed JSON; undefined where the bytes are none. */
  readonly document: unknown;
  readonly faults: readonly EpochFault[];
};

/** Whether a published document is what the chain has the hash of, and which of its bytes are not. */
export function checkDocument({ file, bytes, expected, sums }: DocumentInputs): CheckedDocument {
  const { document, fault } = readCanonical(bytes);
  const found = keccak256(bytes);
  const at = { file, path: undefined, offset: undefined };
  const ofForm = fault === undefined ? [] : [{ ...fault, file }];
  if (found === expected) return { document, faults: ofForm };
  const mismatch = {
    ...at,
    message: `its ${bytes.length} bytes hash to ${found}, the chain says ${expected}`,
  };
  if (sums === undefined) return { document, faults: [mismatch, ...ofForm] };
  const { changes, proven } = locateChanges(bytes, expected, sums);
  const faults = changes.map((change): EpochFault => ({
    file,
    path: change.path,
    offset: change.offset,
    message: proven ? wordsOf(change, bytes) : guessOf(change, bytes.length - sums.size),
  }));
  return { document, faults: proven ? [mismatch, ...faults] : [mismatch, ...ofForm, ...faults] };
}

function wordsOf({ offset, was = 0 }: Change, bytes: Uint8Array): string {
  return `is ${nameOf(bytes[offset] ?? 0)} and was ${nameOf(was)}: with that byte put back the hash is the chain's`;
}

/** @example nameOf(0x34) // "0x34 (4)" */
function nameOf(byte: number): string {
  const hex = `0x${byte.toString(16).padStart(2, "0")}`;
  return byte > 0x20 && byte < 0x7f ? `${hex} (${String.fromCharCode(byte)})` : hex;
}

function guessOf({ offset, length }: Change, surplus: number): string {
  const last = Math.max(offset, offset + length - 1);
  const size =
    surplus === 0
      ? ""
      : `; the file is ${Math.abs(surplus)} bytes ${surplus > 0 ? "longer" : "shorter"}`;
  return `differs between here and byte ${last}, as the published sums say${size}`;
}

type Form = {
  readonly document: unknown;
  readonly fault: Omit<EpochFault, "file"> | undefined;
};

/** Parses a document and names the first byte that canonical JSON would not have there. */
function readCanonical(bytes: Uint8Array): Form {
  const map = mapJson(bytes);
  if (map.fault !== undefined) {
    const { path, offset, expected } = map.fault;
    return { document: undefined, fault: { path, offset, message: `is no JSON: ${expected}` } };
  }
  try {
    // Bytes that are no UTF-8 become others here, and so differ from the canonical ones below.
    const document: unknown = JSON.parse(
      new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
    );
    const canonical = new TextEncoder().encode(canonicalJson(document));
    const offset = bytes.findIndex((byte, index) => byte !== canonical[index]);
    if (offset === -1 && bytes.length === canonical.length) return { document, fault: undefined };
    const first = offset === -1 ? bytes.length : offset;
    return {
      document,
      fault: { path: pathAt(map, first), offset: first, message: "is not canonical JSON" },
    };
  } catch (error) {
    if (!(error instanceof UnencodableValueError) && !(error instanceof SyntaxError)) throw error;
    const message = `is not canonical JSON: ${error.message.slice(0, 160)}`;
    return { document: undefined, fault: { path: "$", offset: undefined, message } };
  }
}
