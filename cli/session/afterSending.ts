import { PermanentError } from "@sheaf/sdk/units/errors";
import type { Hash } from "viem";

import { nodeFault } from "../chain/nodeFault.ts";
import { StoppedInBetweenError } from "./errors.ts";

/**
 * Returns the error to print. If the command has sent a transaction, the message never claims that nothing was sent.
 * @param sent What the command has sent.
 */
export function afterSending(error: unknown, rpcUrl: string, sent: readonly Hash[]): unknown {
  const fault = nodeFault(error, rpcUrl);
  if (sent.length === 0 || !(fault instanceof PermanentError)) return fault;
  return new StoppedInBetweenError(fault.message, sent);
}
