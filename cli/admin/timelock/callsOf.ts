import type { Call } from "../../session/sendCall.ts";
import type { Operation } from "./operation.ts";

/** What the timelock calls when it carries an operation out, in order. */
export function callsOf(operation: Operation): readonly Call[] {
  return "call" in operation ? [operation.call] : operation.batch;
}
