import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { keccak256 } from "viem";
import { canonicalJson } from "@sheaf/sdk/rules/canonicalJson";
import { encodeRules } from "@sheaf/sdk/rules/encodeRules";
import { documentName } from "@sheaf/sdk/snapshot/documentName";
import { parseSnapshot } from "@sheaf/sdk/snapshot/parseSnapshot";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { Snapshot } from "@sheaf/sdk/snapshot/snapshot";

import { writeWhole } from "./writeWhole.ts";

/** What a decision followed from, to be read by everybody. */
export type DecisionDocuments = { readonly snapshot: Snapshot; readonly rules: Rules };

/**
 * Writes a snapshot and its rules into a folder, each under the hash that goes on chain.
 * What is there already in the same bytes is left alone, and nothing is ever there in part.
 *
 * @throws MalformedSnapshotError for a snapshot that nobody could read back.
 */
export async function publishDecision(
  directory: string,
  { snapshot, rules }: DecisionDocuments,
): Promise<void> {
  const text = canonicalJson(snapshot);
  parseSnapshot(JSON.parse(text));
  await mkdir(directory, { recursive: true });
  for (const document of [encodeRules(rules), text]) {
    const bytes = new TextEncoder().encode(document);
    const hash = keccak256(bytes);
    const path = join(directory, documentName(hash));
    if (!(await holds(path, bytes))) await writeWhole(path, bytes);
  }
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return (await readFile(path)).equals(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
