import { toQuantity } from "ethers";

import { askNode } from "../../deploy/chain/askNode.ts";
import { NodeRefusedError } from "../../deploy/errors.ts";
import { ClockFixedError } from "./errors.ts";

const DAY = 86_400; // {s}

/**
 * Moves the clock of a local node.
 * @throws ClockFixedError where the node's clock is nobody's to move
 */
export async function passDays(rpcUrl: string, days: number): Promise<void> {
  const ask = askNode(rpcUrl);
  try {
    await ask("evm_increaseTime", [toQuantity(days * DAY)]);
    await ask("evm_mine", []);
  } catch (error) {
    if (error instanceof NodeRefusedError) throw new ClockFixedError();
    throw error;
  }
}
