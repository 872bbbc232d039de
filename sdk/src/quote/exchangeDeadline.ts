import type { Client } from "viem";
import { getBlock } from "viem/actions";

const PATIENCE = 600n; // {s}

/**
 * {s} Ten minutes from now, by the chain's clock. If a node builds the next block already, its clock counts: on a chain without
 * traffic the latest block may be old.
 */
export async function exchangeDeadline(client: Client): Promise<bigint> {
  const [latest, next] = await Promise.all([
    getBlock(client, { blockTag: "latest" }),
    getBlock(client, { blockTag: "pending" }).catch(() => undefined), // some nodes have none
  ]);
  const now = next === undefined || next.timestamp < latest.timestamp ? latest : next;
  return now.timestamp + PATIENCE;
}
