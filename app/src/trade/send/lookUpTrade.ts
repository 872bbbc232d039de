import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { TransactionNotFoundError, TransactionReceiptNotFoundError, isAddressEqual } from "viem";
import type { Address, Hash, TransactionReceipt } from "viem";
import { call as simulate } from "viem/actions";

import { outcomeOf } from "../../model/outcomeOf.ts";
import type { Outcome } from "../../model/outcomeOf.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import type { Sender } from "./sender.ts";

/** Where a trade that was sent is now. */
export type Found =
  | { readonly kind: "waiting"; readonly isKnown: boolean } // whether the node knows the transaction
  | {
      readonly kind: "confirmed";
      readonly outcome: Outcome;
      readonly receipt: TransactionReceipt;
      readonly isReplacement: boolean; // it was sped up: another hash did the same
    }
  | {
      readonly kind: "reverted";
      readonly reason: string;
      readonly receipt: TransactionReceipt;
    }
  | {
      readonly kind: "cancelled" | "replaced";
      readonly receipt: TransactionReceipt | undefined; // undefined: not found in the last blocks
    };

/** Blocks that are searched for the transaction that took the place of another. */
const REACH = 256n;

/** Looks up a trade by its hash; if another transaction used its nonce, by that one. */
export async function lookUpTrade(
  client: Sender["client"],
  trade: PendingTrade & { readonly hash: Hash },
  router: Address,
): Promise<Found> {
  const { hash, nonce, account } = trade;
  const receipt = await receiptOf(client, hash);
  if (receipt !== undefined) return judge(client, trade, router, receipt);
  const used = await client.getTransactionCount({ address: account, blockTag: "latest" });
  if (nonce !== null && used > nonce) {
    const other = await findByNonce(client, trade, nonce);
    const found = other === undefined ? undefined : await receiptOf(client, other);
    if (found !== undefined) return judge(client, trade, router, found);
    return { kind: "replaced", receipt: undefined };
  }
  const isKnown = await client.getTransaction({ hash }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof TransactionNotFoundError) return false;
      throw error;
    },
  );
  return { kind: "waiting", isKnown };
}

async function receiptOf(
  client: Sender["client"],
  hash: Hash,
): Promise<TransactionReceipt | undefined> {
  return client.getTransactionReceipt({ hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
}

async function judge(
  client: Sender["client"],
  trade: PendingTrade,
  router: Address,
  receipt: TransactionReceipt,
): Promise<Found> {
  const isReplacement = receipt.transactionHash !== trade.hash;
  const outcome = outcomeOf(trade, router, receipt.logs);
  if (outcome !== undefined) return { kind: "confirmed", outcome, receipt, isReplacement };
  const { to, input, value, gas, blockNumber } = await client.getTransaction({
    hash: receipt.transactionHash,
  });
  const isOurs = to !== null && (isAddressEqual(to, router) || isAddressEqual(to, trade.vault));
  if (receipt.status === "success" || (isReplacement && !isOurs)) {
    const isEmpty = value === 0n && to !== null && isAddressEqual(to, trade.account);
    return { kind: isEmpty ? "cancelled" : "replaced", receipt };
  }
  const again = { account: trade.account, to, data: input, value, gas, blockNumber };
  const reason = await simulate(client, again).then(
    () => "The state changed before it was mined.",
    (error: unknown) => reasonOf(error),
  );
  return { kind: "reverted", reason, receipt };
}

/** The mined transaction of an account with a nonce, newest block first. */
async function findByNonce(
  client: Sender["client"],
  { account, sentBlock }: PendingTrade,
  nonce: number,
): Promise<Hash | undefined> {
  const latest = await client.getBlockNumber({ cacheTime: 0 });
  const oldest = latest - sentBlock > REACH ? latest - REACH : sentBlock;
  for (let blockNumber = latest; blockNumber >= oldest; blockNumber -= 1n) {
    const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true });
    const found = transactions.find(
      (each) => each.nonce === nonce && isAddressEqual(each.from, account),
    );
    if (found !== undefined) return found.hash;
  }
  return undefined;
}
