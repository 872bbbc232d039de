import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";
import { encodeFunctionData } from "viem";
import type { Address, EIP1193Provider, Hash } from "viem";

import { NothingDoneError } from "./errors.ts";
import type { OpenIndex } from "./openIndex.ts";
import { sendFromWallet } from "./sendFromWallet.ts";

export type RedeemInputs = {
  readonly index: OpenIndex;
  readonly provider: EIP1193Provider;
  readonly account: Address;
  readonly shares: bigint; // {share}
  readonly forecast: Forecast;
};

/** Outcome of a redemption, read from its events. */
export type Redeemed = {
  readonly hash: Hash;
  readonly amounts: readonly bigint[]; // {tok} paid, in basket order
  readonly credited: readonly Address[]; // components that stay a claim
};

/** Redeems shares in kind, by one confirmation of the wallet. */
export async function redeemShares(inputs: RedeemInputs): Promise<Redeemed> {
  const { index, account, shares, forecast } = inputs;
  const { basketId, parts, skip } = forecast;
  const redemption = {
    ...{ shares, receiver: account, owner: account, claimant: account, basketId, skip },
    minAmounts: parts.map(() => 0n), // a zero for each, so that the basket is checked
  };
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "redeemWith",
    args: [redemption],
  });
  const receipt = await sendFromWallet({ ...inputs, data });
  const events = { abi: indexVaultAbi, logs: receipt.logs, emitter: index.vault };
  const [redeemed] = eventsOf({ ...events, eventName: "SharesRedeemed" });
  if (redeemed === undefined) throw new NothingDoneError("The transaction was another one.");
  const credited = eventsOf({ ...events, eventName: "ComponentCredited" });
  return {
    hash: receipt.transactionHash,
    amounts: redeemed.args.amounts,
    credited: credited.map(({ args }) => args.component),
  };
}
