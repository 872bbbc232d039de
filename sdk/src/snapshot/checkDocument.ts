import { keccak256 } from "viem";
import type { Hex } from "viem";

import { canonicalJson } from "../rules/canonicalJson.ts";
import { UnencodableValueError } from "../rules/errors.ts";
import { MalformedJsonError } from "../units/errors.ts";
import { parseJson } from "../units/parseJson.ts";
import type { EpochFault } from "./epochReport.ts";

export type DocumentInputs = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expected: Hex; // its hash, on chain
};

export type CheckedDocument = {
  /** Parsed JSON; undefined where the bytes are none. */
  readonly document: unknown;
  readonly faults: readonly EpochFault[];
};

/** Whether a published document is what the chain has the hash of, in canonical form. */
export function checkDocument({ file, bytes, expected }: DocumentInputs): CheckedDocument {
  const { document, fault } = readCanonical(bytes);
  const found = keccak256(bytes);
  const mismatch = `its ${bytes.length} bytes hash to ${found}, the chain says ${expected}`;
  const messages = [found === expected ? [] : mismatch, fault ?? []].flat();
  return { document, faults: messages.map((message) => ({ file, path: undefined, message })) };
}

type Form = { readonly document: unknown; readonly fault: string | undefined };

/** Parses a document and says where it is not what canonical JSON would be. */
function readCanonical(bytes: Uint8Array): Form {
  try {
    // Bytes that are no UTF-8 become others here, and so differ from the canonical ones below.
    const document = parseJson(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
    const canonical = new TextEncoder().encode(canonicalJson(document));
    const isCanonical =
      bytes.length === canonical.length && bytes.every((byte, at) => byte === canonical[at]);
    return { document, fault: isCanonical ? undefined : "is not canonical JSON" };
  } catch (error) {
    if (error instanceof MalformedJsonError)
      return { document: undefined, fault: `is no JSON: ${error.message}` };
    if (!(error instanceof UnencodableValueError)) throw error;
    const message = `is not canonical JSON: ${error.message.slice(0, 160)}`;
    return { document: undefined, fault: message };
  }
}
