import { setTimeout as sleep } from "node:timers/promises";
import type { Client, Hex } from "viem";
import { getBlock } from "viem/actions";

import { HeadBehindError } from "./errors.ts";

/** A block that reads are pinned to. */
export type Head = {
  readonly number: bigint;
  readonly timestamp: bigint; // {s}
  readonly hash: Hex;
};

/** How often the endpoint is asked, with its polling interval in between. */
const ATTEMPTS = 10;

/**
 * Reads the latest block. An endpoint behind a load balancer may answer with an older block than one that was seen before;
 * then it is asked again.
 *
 * @param since No older block is accepted: the block of the last receipt.
 * @throws HeadBehindError if the endpoint stays behind.
 */
export async function readHead(client: Client, since = 0n): Promise<Head> {
  let latest = 0n;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(client.pollingInterval);
    const { number, timestamp, hash } = await getBlock(client, { blockTag: "latest" });
    if (number >= since) return { number, timestamp, hash };
    latest = number;
  }
  throw new HeadBehindError(latest, since);
}
