import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";
import { redemptionCall } from "@sheaf/sdk/exit/redemptionCall";
import { WAD } from "@sheaf/sdk/units/wad";
import { encodeFunctionData } from "viem";
import type { Address, EIP1193Provider, Hash, Hex } from "viem";

import { NothingDoneError } from "./errors.ts";
import type { OpenIndex } from "./openIndex.ts";
import { sendFromWallet } from "./sendFromWallet.ts";

export type RedeemInputs = {
  readonly index: OpenIndex;
  readonly provider: EIP1193Provider;
  readonly account: Address;
  readonly shares: bigint; // {share}
  readonly forecast: Forecast | undefined; // undefined: it could not be read
};

/** Outcome of a redemption, read from its events. */
export type Redeemed = {
  readonly hash: Hash;
  readonly amounts: readonly bigint[]; // {tok} paid, in basket order
  readonly credited: readonly Address[]; // components that stay a claim
};

/** Redeems shares in kind, by one confirmation of the wallet. */
export async function redeemShares(inputs: RedeemInputs): Promise<Redeemed> {
  const { index } = inputs;
  const data = dataOf(inputs);
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

/**
 * A redemption without minimums, since a component that stays a claim would not reach one. Without a forecast the short form of
 * the call is sent, which needs no list of components.
 */
function dataOf({ index: { vault }, account, shares, forecast }: RedeemInputs): Hex {
  if (forecast !== undefined)
    return redemptionCall({ vault, owner: account, shares, forecast, tolerance: WAD }).data;
  return encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "redeem",
    args: [shares, account, account],
  });
}
