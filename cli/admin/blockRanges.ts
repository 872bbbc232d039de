/** Blocks a request asks for: a response stays far under what nodes refuse to send. */
const BLOCKS_PER_REQUEST = 2_000n;

/** A span of blocks in requests that a node answers. */
export function* blockRanges(
  from: bigint,
  to: bigint,
): Generator<{ readonly fromBlock: bigint; readonly toBlock: bigint }> {
  for (let fromBlock = from; fromBlock <= to; fromBlock += BLOCKS_PER_REQUEST) {
    const last = fromBlock + BLOCKS_PER_REQUEST - 1n;
    yield { fromBlock, toBlock: last < to ? last : to };
  }
}
