import { BaseError, createClient, http, HttpRequestError, TimeoutError } from "viem";
import type { Client } from "viem";

import { NodeUnreachableError } from "./NodeUnreachableError.ts";

/**
 * Asks a node, and says so where it does not answer.
 * @throws NodeUnreachableError
 */
export async function askNode<answer>(
  rpcUrl: string,
  ask: (client: Client) => Promise<answer>,
): Promise<answer> {
  try {
    return await ask(createClient({ transport: http(rpcUrl, { retryCount: 2 }) }));
  } catch (error) {
    const unreachable = (cause: unknown): boolean =>
      cause instanceof HttpRequestError || cause instanceof TimeoutError;
    const cause = error instanceof BaseError ? error.walk(unreachable) : null;
    if (cause === null) throw error;
    const { origin } = new URL(rpcUrl); // the path may carry a key
    throw new NodeUnreachableError(
      origin,
      cause instanceof TimeoutError ? "it takes too long" : "the request failed",
    );
  }
}
