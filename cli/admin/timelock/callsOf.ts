import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import type { Operation } from "./operation.ts";

/** The calls that the timelock makes when it executes an operation, in order. */
export function callsOf(operation: Operation): readonly Call[] {
  return "call" in operation ? [operation.call] : operation.batch;
}
