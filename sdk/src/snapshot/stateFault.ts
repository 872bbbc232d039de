import { BaseError, HttpRequestError, TimeoutError } from "viem";
import { getCode } from "viem/actions";
import type { Address, Client } from "viem";

/**
 * Why a node cannot tell the state at a block, in its own words; undefined where it can. A node that cannot be reached at
 * all is an error.
 */
export async function stateFault(
  client: Client,
  address: Address,
  blockNumber: bigint,
): Promise<string | undefined> {
  try {
    const code = await getCode(client, { address, blockNumber });
    return code === undefined ? "the index did not exist then" : undefined;
  } catch (error) {
    const unreachable = (cause: unknown): boolean =>
      cause instanceof HttpRequestError || cause instanceof TimeoutError;
    if (!(error instanceof BaseError) || error.walk(unreachable) !== null) throw error;
    return error.details.slice(0, 120) || error.shortMessage;
  }
}
