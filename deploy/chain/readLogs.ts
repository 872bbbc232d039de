import { toQuantity } from "ethers";
import { z } from "zod/v4";

import type { AskNode } from "./askNode.ts";

/** {blocks} Public nodes refuse longer ranges. */
const RANGE = 9_000;

const LOGS = z.array(
  z.object({ address: z.string(), topics: z.array(z.string()), data: z.string() }),
);
const QUANTITY = z.string().regex(/^0x/);

export type Log = z.output<typeof LOGS>[number];

/** Events of some contracts from a block on, in their order. */
export async function readLogs(
  ask: AskNode,
  addresses: readonly string[],
  fromBlock: number,
): Promise<Log[]> {
  const latest = Number(QUANTITY.parse(await ask("eth_blockNumber", [])));
  const logs: Log[] = [];
  for (let from = fromBlock; from <= latest; from += RANGE) {
    const to = Math.min(from + RANGE - 1, latest);
    const filter = { address: addresses, fromBlock: toQuantity(from), toBlock: toQuantity(to) };
    logs.push(...LOGS.parse(await ask("eth_getLogs", [filter])));
  }
  return logs;
}
