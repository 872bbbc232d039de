import { PermanentError } from "@sheaf/sdk/units/errors";
import type { Hash } from "viem";

import { nodeFault } from "../chain/nodeFault.ts";
import { StoppedInBetweenError } from "./errors.ts";

/**
 * An error of a command, as a person should read it. Once something was sent, none says that nothing was.
 * @param sent What the command has sent.
 */
export function afterSending(error: unknown, rpcUrl: string, sent: readonly Hash[]): unknown {
  const fault = nodeFault(error, rpcUrl);
  if (sent.length === 0 || !(fault instanceof PermanentError)) return fault;
  return new StoppedInBetweenError(fault.message, sent);
}
