import type { Hex } from "viem";

import type { timelockAbi } from "../../abi/timelockAbi.ts";
import { durationText } from "../text/durationText.ts";
import type { Sentence, Sentences } from "../sentence.ts";

const WAITING = 1n << 1n; // bits of the states in which the timelock would do it
const READY = 1n << 2n;

/** Errors of the timelock, which is the admin. */
export const timelockSentences = {
  FailedCall: () => [
    "The call failed without a reason.",
    "Check the target's address, and send the call with more gas.",
  ],
  TimelockInsufficientDelay: ({ delay, minDelay }) => [
    `A delay of ${durationText(delay)} is shorter than the timelock's ${durationText(minDelay)}.`,
    "Schedule with the timelock's delay.",
  ],
  TimelockInvalidOperationLength: ({ targets, payloads, values }) => [
    `A batch has ${targets} targets, ${payloads} calls and ${values} values.`,
    "Give as many of each.",
  ],
  TimelockUnauthorizedCaller: ({ caller }) => [
    `${caller} is not the timelock, and only the timelock changes its own delay.`,
    "Schedule the change in the timelock.",
  ],
  TimelockUnexecutedPredecessor: () => [
    "The operation waits for another one that was not carried out.",
    "Carry that one out first. `sheaf admin pending` prints what waits.",
  ],
  TimelockUnexpectedOperationState: ({ expectedStates }) => explainState(expectedStates),
} satisfies Sentences<typeof timelockAbi>;

/** The state that the timelock expected shows which action came at the wrong time: schedule, execute or cancel. */
function explainState(expected: Hex): Sentence {
  const states = BigInt(expected);
  if (states === READY)
    return [
      "The timelock cannot carry the operation out now: it still waits, is done, or was never scheduled.",
      "`sheaf admin pending` prints what waits, and from when it can be carried out.",
    ];
  if ((states & WAITING) !== 0n)
    return [
      "The timelock does not wait with this operation: it is done, cancelled, or was never scheduled.",
      "`sheaf admin pending` prints what waits.",
    ];
  return [
    "The timelock has the same operation already.",
    "Carry it out or cancel it, or schedule it with another salt. `sheaf admin pending` prints what waits.",
  ];
}
