import { parseJson } from "@sheaf/sdk/units/parseJson";
import { keccak256, toBytes } from "viem";
import type { Hex } from "viem";

import { DocumentUnavailableError, WrongDocumentError } from "./errors.ts";

/**
 * Reads a published document, and checks that its bytes have the hash that is on chain.
 * @throws DocumentUnavailableError, WrongDocumentError
 */
export async function loadDocument(folder: "rules" | "snapshots", hash: Hex): Promise<unknown> {
  const path = `/${folder}/${hash}.json`;
  const response = await fetch(path).catch(() => undefined);
  if (response === undefined) throw new DocumentUnavailableError(path, "nothing was received");
  if (!response.ok) throw new DocumentUnavailableError(path, `HTTP status ${response.status}`);
  const text = await response.text();
  const found = keccak256(toBytes(text));
  if (found !== hash) throw new WrongDocumentError(path, found);
  return parseJson(text);
}
