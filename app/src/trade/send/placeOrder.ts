import { exchangeDeadline } from "@sheaf/sdk/quote/exchangeDeadline";
import { encodeFunctionData, erc20Abi } from "viem";
import { sendCalls } from "viem/actions";

import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { approve } from "./approve.ts";
import { WalletChainError } from "./errors.ts";
import { offersBatch } from "./offersBatch.ts";
import type { Order, SendingStep } from "./order.ts";
import type { Sender } from "./sender.ts";
import { sendTransaction } from "./sendTransaction.ts";
import { signPermit } from "./signPermit.ts";

/**
 * Sends an accepted trade: by a permit in one transaction, else by a batch where the wallet has batches, else behind an approval of
 * the exact amount.
 * @returns the trade as it is to be followed
 * @throws WalletChainError, TradeRefusedError, NoEtherError, ApprovalFailedError, and the wallet's rejection: it was not sent
 */
export async function placeOrder(
  sender: Sender,
  { needs, callOf, record }: Order,
  report: (step: SendingStep) => void,
): Promise<PendingTrade> {
  const { client, wallet } = sender;
  report("preparing");
  const account = wallet.account.address;
  if ((await wallet.getChainId()) !== client.chain.id)
    throw new WalletChainError(client.chain.name);
  const [deadline, sentBlock, next] = await Promise.all([
    exchangeDeadline(client),
    client.getBlockNumber({ cacheTime: 0 }),
    client.getTransactionCount({ address: account, blockTag: "pending" }),
  ]);
  const base = { ...record, version: 1, account, sentBlock } as const;

  if (needs !== undefined) report("permit");
  const permit = needs === undefined ? undefined : await signPermit(sender, needs, deadline);
  if (needs !== undefined && permit === undefined && (await offersBatch(sender))) {
    report("trade");
    const data = encodeFunctionData({
      abi: erc20Abi,
      functionName: "approve",
      args: [needs.spender, needs.amount],
    });
    const calls = [{ to: needs.token, data }, callOf(deadline, undefined)];
    const { id } = await sendCalls(wallet, { calls, forceAtomic: true });
    return { ...base, way: "batch", hash: null, batch: id, nonce: null };
  }
  if (needs !== undefined && permit === undefined) await approve(sender, needs, report);
  report("trade");
  const hash = await sendTransaction(sender, callOf(deadline, permit));
  const nonce = await client.getTransaction({ hash }).then(
    (transaction) => transaction.nonce,
    () => next, // not known to this node yet
  );
  const way = needs === undefined ? "plain" : permit === undefined ? "approval" : "permit";
  return { ...base, way, hash, batch: null, nonce };
}
