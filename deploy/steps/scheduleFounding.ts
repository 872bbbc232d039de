import { ZeroHash } from "ethers";
import type { Signer } from "ethers";

import type { TimelockController } from "../../types/index.js";
import { HandedOverError } from "../errors.ts";
import type { Announcement } from "./announcementsOf.ts";

/**
 * Schedules the first announcements in the timelock, those that are not there. The deployer has to be a proposer.
 * @throws HandedOverError if it is none any more
 */
export async function scheduleFounding(
  timelock: TimelockController,
  signer: Signer,
  announcements: readonly Announcement[],
): Promise<void> {
  const [proposer, delay] = [await timelock.PROPOSER_ROLE(), await timelock.getMinDelay()];
  for (const { target, data, salt, operation } of announcements) {
    if (await timelock.isOperation(operation)) continue;
    const account = await signer.getAddress();
    if (!(await timelock.hasRole(proposer, account))) throw new HandedOverError(account);
    await (await timelock.schedule(target, 0, data, ZeroHash, salt, delay)).wait();
  }
}
