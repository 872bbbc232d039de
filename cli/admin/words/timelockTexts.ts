import type { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";
import { durationText } from "@sheaf/sdk/errors/text/durationText";

import type { CallTexts } from "./callTexts.ts";

/** Effects of calls that the timelock makes to itself. */
export const timelockTexts = {
  updateDelay: (delay) =>
    `Changes the delay of everything that the admin does later to ${durationText(delay)}.`,
} satisfies CallTexts<typeof timelockAbi>;
