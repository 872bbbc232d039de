import { BlockNotFoundError } from "viem";
import { getBlock } from "viem/actions";
import type { Client, Hex } from "viem";

import type { Snapshot } from "./snapshot.ts";

/** The chain's own block that a snapshot means: by its hash, else by its number; undefined where it has neither. */
export async function findBlock(
  client: Client,
  { hash, number }: Snapshot["block"],
): Promise<Snapshot["block"] | undefined> {
  const found = (await blockOf(client, { blockHash: hash })) ?? (await blockOf(client, { number }));
  return found;
}

async function blockOf(
  client: Client,
  by: { readonly blockHash: Hex } | { readonly number: bigint },
): Promise<Snapshot["block"] | undefined> {
  try {
    const { number, timestamp, hash } = await getBlock(
      client,
      "number" in by ? { blockNumber: by.number } : by,
    );
    return { number, timestamp, hash };
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined;
    throw error;
  }
}
