import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { encodeFunctionData } from "viem";
import type { Address, EIP1193Provider } from "viem";

import { NothingDoneError } from "./errors.ts";
import type { OpenIndex } from "./openIndex.ts";
import { sendFromWallet } from "./sendFromWallet.ts";

export type ClaimInputs = {
  readonly index: OpenIndex;
  readonly provider: EIP1193Provider;
  readonly account: Address;
  readonly component: Address;
};

/**
 * Claims what an index owes of one component.
 * @returns {tok} paid
 */
export async function claimComponent(inputs: ClaimInputs): Promise<bigint> {
  const { index, account, component } = inputs;
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "claim",
    args: [component, account],
  });
  const { logs } = await sendFromWallet({ ...inputs, data });
  const [paid] = eventsOf({
    abi: indexVaultAbi,
    eventName: "ClaimPaid",
    logs,
    emitter: index.vault,
  });
  if (paid === undefined) throw new NothingDoneError("The transaction was another one.");
  return paid.args.paid;
}
