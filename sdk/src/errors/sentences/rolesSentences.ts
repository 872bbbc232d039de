import type { rolesAbi } from "../../abi/rolesAbi.ts";
import { dateText } from "../text/dateText.ts";
import { roleText } from "../text/roleText.ts";
import type { Sentences } from "../sentence.ts";

/** Errors of `Roles`. */
export const rolesSentences = {
  AccessControlBadConfirmation: () => [
    "A role can be given up only by the account that holds it.",
    "Sign with that account.",
  ],
  AccessControlUnauthorizedAccount: ({ account, neededRole }) => [
    `${account} does not hold ${roleText(neededRole)}, which this call needs.`,
    "Sign with an account that holds the role. `sheaf roles` prints who does.",
  ],
  AdminDelayMissing: ({ timelock }) => [
    `The timelock ${timelock} has no delay.`,
    "Give a timelock with a delay above zero.",
  ],
  NotAllowed: ({ account }) => [
    `${account} may not do this: notices are given by proposers, and withdrawn by them or another guardian.`,
    "Sign with a proposer of the timelock. `sheaf roles` prints them.",
  ],
  NotGuardian: ({ account }) => [`${account} is no guardian.`, "Check the address."],
  NotRemovable: ({ guardian, removableAt }) => [
    removableAt === 0n
      ? `The guardian ${guardian} was given no notice.`
      : `The guardian ${guardian} can be removed from ${dateText(removableAt)} on.`,
    "A proposer gives notice, and 14 days later anyone removes the guardian.",
  ],
  NoticeAlreadyGiven: ({ guardian, removableAt }) => [
    `The guardian ${guardian} was given notice already, and can be removed from ${dateText(removableAt)} on.`,
    "Wait until then.",
  ],
  RolesNotDisjoint: ({ account }) => [
    `${account} was given two roles that must be two keys.`,
    "Give each role, and proposing to the timelock, to an account of its own.",
  ],
} satisfies Sentences<typeof rolesAbi>;
