import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Reply } from "./reply.ts";

const NAME = /^0x[0-9a-f]{64}\.json$/;

/**
 * Reads a published document by its name: the hash that is on chain, and `.json`. Its bytes are those that were hashed.
 * @returns undefined where there is none
 */
export async function readDocument(folder: string, name: string): Promise<Reply | undefined> {
  if (!NAME.test(name)) return undefined;
  try {
    const body = await readFile(join(folder, name));
    return { status: 200, type: "application/json; charset=utf-8", body, cache: "immutable" };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
