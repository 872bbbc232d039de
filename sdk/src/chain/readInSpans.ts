import { BaseError, HttpRequestError, RpcRequestError } from "viem";

/** {blocks} Largest and smallest range of one request. A range that a node refuses is halved. */
const GREATEST = 10_000n;
const SMALLEST = 500n;

export type Span = { readonly fromBlock: bigint; readonly toBlock: bigint };

/** Reads events of many blocks in requests as large as the node accepts. */
export async function readInSpans<event>(
  from: bigint,
  to: bigint,
  read: (span: Span) => Promise<readonly event[]>,
): Promise<event[]> {
  const events: event[] = [];
  let size = GREATEST;
  for (let fromBlock = from; fromBlock <= to;) {
    const last = fromBlock + size - 1n;
    const toBlock = last < to ? last : to;
    try {
      events.push(...(await read({ fromBlock, toBlock })));
      fromBlock = toBlock + 1n;
    } catch (error) {
      if (size <= SMALLEST || !isRefusal(error)) throw error;
      size /= 2n;
    }
  }
  return events;
}

/** Whether the node answered, and refused. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  return (
    error.walk(
      (cause) =>
        cause instanceof RpcRequestError ||
        (cause instanceof HttpRequestError && cause.status !== undefined),
    ) !== null
  );
}
