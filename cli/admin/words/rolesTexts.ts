import type { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import { roleText } from "@sheaf/sdk/errors/text/roleText";

import type { CallTexts } from "./callTexts.ts";

/** Effects of calls on the roles contract. */
export const rolesTexts = {
  grantRole: (role, account) => `Gives ${account} ${roleText(role)}.`,
  revokeRole: (role, account) => `Takes ${roleText(role)} from ${account}.`,
  renounceRole: (role, account) => `${account} gives up ${roleText(role)}, for good.`,
  cancel: () =>
    "Cancels an operation that the timelock waits with: it is not carried out. It can be scheduled again, with its whole delay.",
  giveNotice: (guardian) =>
    `Gives the guardian ${guardian} notice: after fourteen days anyone can remove it.`,
  withdrawNotice: (guardian) => `Withdraws the notice that the guardian ${guardian} was given.`,
  removeGuardian: (guardian) => `Removes the guardian ${guardian}, whose notice is over.`,
} satisfies CallTexts<typeof rolesAbi>;
