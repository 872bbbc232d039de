import { dateText } from "@sheaf/sdk/errors/text/dateText";

import { callText } from "../words/callText.ts";
import type { Pending } from "./pending.ts";

const KINDS: Readonly<Record<Pending["kind"], string>> = {
  operation: "operation of the timelock",
  listings: "announced listings",
  fees: "announced fees",
};

/** Lines on each pending operation: its effect, when it can be executed, and the command that executes it. */
export function pendingLines(
  pending: readonly Pending[],
  now: bigint, // {s} of the chain
): string[] {
  if (pending.length === 0) return ["Nothing waits."];
  return pending.flatMap(({ kind, id, from, until, calls }, at) => [
    ...(at === 0 ? [] : [""]),
    `${KINDS[kind]} ${id}`,
    `  when  ${whenText(from, until, now)}`,
    ...calls.flatMap((call) => [`  on    ${call.to}`, `  does  ${callText(call)}`]),
  ]);
}

function whenText(from: bigint, until: bigint | undefined, now: bigint): string {
  const end = until === undefined ? "" : `, until ${dateText(until)}`;
  if (until !== undefined && now > until) return `expired on ${dateText(until)}: announce it again`;
  return now < from ? `from ${dateText(from)} on${end}` : `now${end}`;
}
