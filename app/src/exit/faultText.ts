import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";

import { walletFault } from "../wallet/walletFault.ts";

/** Why a step failed, and what to do. */
export function faultText(error: unknown): string {
  if (isNodeFault(error))
    return "The node does not answer. Nothing is lost: wait, or use the address of another node.";
  const explained = explainRevert(error);
  if (explained !== undefined) return `${explained.sentence} ${explained.advice}`;
  return walletFault(error);
}
