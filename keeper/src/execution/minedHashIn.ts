import { BaseError, isHash } from "viem";
import type { Hash } from "viem";

/**
 * The hash of a transaction that was mined, in the error of the request that sent it. A local node that mines at once answers
 * with the revert of the transaction instead of its hash. Undefined if nothing was mined.
 */
export function minedHashIn(error: unknown): Hash | undefined {
  if (!(error instanceof BaseError)) return undefined;
  return hashOf(error.walk((cause) => hashOf(cause) !== undefined));
}

/** Nodes put the hash into the error itself, or one level deeper. */
function hashOf(cause: unknown): Hash | undefined {
  if (typeof cause !== "object" || cause === null) return undefined;
  if ("transactionHash" in cause && typeof cause.transactionHash === "string")
    return isHash(cause.transactionHash) ? cause.transactionHash : undefined;
  return "data" in cause ? hashOf(cause.data) : undefined;
}
