import { isAddressEqual } from "viem";

import { actionCommand } from "../actionCommand.ts";
import { readAnnouncements } from "../pending/readAnnouncements.ts";
import { readOperations } from "../pending/readOperations.ts";
import { planDue } from "../planDue.ts";
import { runAction } from "../runAction.ts";

/** `sheaf admin listing list`: carries out what is due of announcements. */
export function listCommand() {
  return actionCommand({
    name: "list",
    summary: "carry out the announcements and listings that are due (anyone)",
    description:
      "Carries out what is due: announcements whose delay in the timelock has passed, and announced listings whose two days have passed. Anyone signs. It says of the others from when on they are due. A book, if there is one, is void afterwards: `sheaf book publish` publishes a new one.",
  }).action((options) =>
    runAction(options, async (session, print) => {
      const registry = session.book.contracts.registry.address;
      const operations = (await readOperations(session)).filter(({ calls }) =>
        calls.every(({ to }) => isAddressEqual(to, registry)),
      );
      return planDue(session, [...operations, ...(await readAnnouncements(session))], print);
    }),
  );
}
