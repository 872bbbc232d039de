import type { Signer } from "ethers";

import type { TimelockController } from "../../types/index.js";

/** The deployer gives up what the timelock granted it: to propose, and to cancel. */
export async function handOver(timelock: TimelockController, signer: Signer): Promise<void> {
  const account = await signer.getAddress();
  const roles = [await timelock.PROPOSER_ROLE(), await timelock.CANCELLER_ROLE()];
  for (const role of roles)
    if (await timelock.hasRole(role, account))
      await (await timelock.renounceRole(role, account)).wait();
}
