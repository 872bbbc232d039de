import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { dateText } from "@sheaf/sdk/errors/text/dateText";
import { durationText } from "@sheaf/sdk/errors/text/durationText";

import type { Session } from "../session/openSession.ts";
import { WouldBeRefusedError } from "./errors.ts";
import type { NamedCall, Plan, Step } from "./plan.ts";
import { encodeExecute } from "./timelock/encodeExecute.ts";
import { encodeSchedule } from "./timelock/encodeSchedule.ts";
import { newOperation } from "./timelock/newOperation.ts";
import { operationId } from "./timelock/operationId.ts";
import { callText } from "./words/callText.ts";

/** A call of the admin. */
export type AdminCall = NamedCall & {
  readonly cures?: readonly string[]; // errors that pass with time, until it is carried out
};

/**
 * Plans calls of the admin: a proposer schedules each in the timelock, and after its delay anyone carries it out.
 * @throws WouldBeRefusedError, AlreadyScheduledError
 */
export async function planAdmin(session: Session, calls: readonly AdminCall[]): Promise<Plan> {
  const { client, book } = session;
  const delay = await client.readContract({
    address: book.contracts.timelock.address,
    abi: timelockAbi,
    functionName: "getMinDelay",
  });
  const { timestamp } = await client.getBlock();
  const steps: Step[] = [];
  for (const { name, call, cures = [] } of calls) {
    await checkCall(session, { name, call, cures });
    const operation = await newOperation(session, call);
    const timelock = book.contracts.timelock.address;
    steps.push({
      name: `Schedule: ${name}`,
      call: { to: timelock, data: encodeSchedule(operation, delay) },
      texts: [
        callText(call),
        `Delay: ${durationText(delay)} in the timelock, until about ${dateText(timestamp + delay)}. Until it is carried out, a guardian can cancel it.`,
        `Operation ${operationId(operation)}. After the delay anyone carries it out by \`sheaf admin execute\`.`,
      ],
      related: [
        { name, call },
        { name: `Execute: ${name}`, call: { to: timelock, data: encodeExecute(operation) } },
      ],
    });
  }
  return { signer: "proposer", steps };
}

/** Simulates a call of the timelock, so that nobody waits for what would be refused. */
async function checkCall(
  { client, book }: Session,
  { name, call, cures }: Required<AdminCall>,
): Promise<void> {
  try {
    await client.call({ ...call, account: book.contracts.timelock.address });
  } catch (error) {
    const explanation = explainRevert(error);
    if (explanation === undefined) throw error;
    if (cures.includes(explanation.name)) return;
    throw new WouldBeRefusedError(name, `${explanation.sentence} ${explanation.advice}`);
  }
}
