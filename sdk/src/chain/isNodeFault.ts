import { BaseError, HttpRequestError, TimeoutError } from "viem";

/** Whether a node did not answer, as opposed to an answer that is an error. */
export function isNodeFault(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const found = error.walk(
    (cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError,
  );
  return found !== null;
}
