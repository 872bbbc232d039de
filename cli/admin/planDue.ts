import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { dateText } from "@sheaf/sdk/errors/text/dateText";

import type { Session } from "../session/openSession.ts";
import type { Pending } from "./pending/pending.ts";
import type { Plan, Step } from "./plan.ts";
import { callText } from "./words/callText.ts";

const NAMES: Readonly<Record<Pending["kind"], string>> = {
  operation: "Execute operation",
  listings: "List announcement",
  fees: "Set fees",
};

/** Plans the operations that anyone may execute now. Operations that are not due, or that would revert, are printed and left out. */
export async function planDue(
  { client }: Session,
  pending: readonly Pending[],
  print: (line: string) => void,
): Promise<Plan> {
  const { timestamp } = await client.getBlock();
  const steps: Step[] = [];
  for (const { kind, id, from, until, calls, execute } of pending) {
    if (execute === undefined) continue;
    const name = `${NAMES[kind]} ${id}`;
    if (timestamp < from) {
      print(`${name}: it can be carried out from ${dateText(from)} on.`);
      continue;
    }
    const refusal =
      until !== undefined && timestamp > until ? "It expired." : await refusalOf(execute);
    if (refusal === undefined) steps.push({ name, call: execute, texts: calls.map(callText) });
    else print(`${name}: ${refusal}`);
  }
  if (steps.length === 0) print("Nothing is due.");
  return { signer: "anyone", steps };

  async function refusalOf(call: NonNullable<Pending["execute"]>): Promise<string | undefined> {
    try {
      await client.call(call);
      return undefined;
    } catch (error) {
      const explanation = explainRevert(error);
      if (explanation === undefined) throw error;
      return `${explanation.sentence} ${explanation.advice}`;
    }
  }
}
