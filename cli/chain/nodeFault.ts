import { BaseError, HttpRequestError, TimeoutError } from "viem";

import { NodeRefusedError, NodeUnreachableError } from "./errors.ts";

/**
 * A fault of a node, in one line; any other error as it is.
 * @param rpcUrl The node's. Only its origin is shown: the path may carry a key.
 */
export function nodeFault(error: unknown, rpcUrl: string): unknown {
  if (!(error instanceof BaseError)) return error;
  const { origin } = new URL(rpcUrl);
  if (isOf(error, TimeoutError)) return new NodeUnreachableError(origin, "it takes too long");
  if (isOf(error, HttpRequestError)) return new NodeUnreachableError(origin, "the request failed");
  return new NodeRefusedError(origin, (error.details || error.shortMessage).split("\n")[0] ?? "");
}

function isOf(error: BaseError, kind: typeof TimeoutError | typeof HttpRequestError): boolean {
  return error.walk((cause) => cause instanceof kind) !== null;
}
