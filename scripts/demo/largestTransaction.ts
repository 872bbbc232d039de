import type { PublicClient } from "viem";

/** {gas} Gas used by the largest transaction in the whole chain, set-up and market included. */
export async function largestTransaction(client: PublicClient): Promise<bigint> {
  const head = await client.getBlockNumber({ cacheTime: 0 });
  let largest = 0n;
  for (let blockNumber = 1n; blockNumber <= head; blockNumber++) {
    // On the local chain every transaction has its block, so that the block's gas is the transaction's.
    const { gasUsed } = await client.getBlock({ blockNumber });
    if (gasUsed > largest) largest = gasUsed;
  }
  return largest;
}
