import type { Signer } from "ethers";
import { encodeBytes32String, ZeroHash } from "ethers";

import type { TimelockController } from "../types/index.js";

/** A call that the admin may make behind its delay. */
export type AdminCall = { readonly target: string; readonly data: string };

/**
 * Schedules calls in the timelock, lets `waitUntil` pass the delay (on a local chain by moving its clock), carries them out.
 * Calls are numbered in `salt`, so that the same call can be made twice.
 */
export async function executeAsAdmin(
  timelock: TimelockController,
  admin: Signer,
  calls: readonly AdminCall[],
  waitFor: (seconds: bigint) => Promise<void>,
  salt = encodeBytes32String(""),
): Promise<void> {
  const delay = await timelock.getMinDelay();
  for (const call of calls) {
    await (
      await timelock.connect(admin).schedule(call.target, 0, call.data, ZeroHash, salt, delay)
    ).wait();
  }
  await waitFor(delay);
  for (const call of calls) {
    await (await timelock.connect(admin).execute(call.target, 0, call.data, ZeroHash, salt)).wait();
  }
}
