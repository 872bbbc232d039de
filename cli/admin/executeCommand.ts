import { NothingPendingError } from "./errors.ts";
import { actionCommand } from "./actionCommand.ts";
import { operationOption } from "./operationOption.ts";
import { readOperations } from "./pending/readOperations.ts";
import { planDue } from "./planDue.ts";
import { runAction } from "./runAction.ts";

/** `sheaf admin execute`: carries out what the timelock waits with and is due. */
export function executeCommand() {
  return actionCommand({
    name: "execute",
    summary: "carry out the operations of the timelock that are due (anyone)",
    description:
      "Carries out the operations of the timelock whose delay has passed, or one of them. Anyone signs. It says of the others from when on they can be carried out, or why not now.",
  })
    .addOption(operationOption())
    .action(({ operation, ...options }) =>
      runAction(options, async (session, print) => {
        const pending = await readOperations(session);
        const chosen =
          operation === undefined ? pending : pending.filter(({ id }) => id === operation);
        if (operation !== undefined && chosen.length === 0)
          throw new NothingPendingError(`The timelock does not wait with operation ${operation}`);
        return planDue(session, chosen, print);
      }),
    );
}
