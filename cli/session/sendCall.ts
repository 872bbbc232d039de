import { BaseError, formatEther, keccak256, WaitForTransactionReceiptTimeoutError } from "viem";
import type { Hash, Hex, LocalAccount, TransactionReceipt } from "viem";
import { call as simulate } from "viem/actions";

import { estimateGasLimit } from "@sheaf/sdk/chain/estimateGasLimit";
import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { readFees } from "@sheaf/sdk/chain/readFees";
import type { Fees } from "@sheaf/sdk/chain/readFees";
import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import {
  CallRefusedError,
  FeeNotEnoughError,
  NetworkFeeTooHighError,
  NoEtherError,
  OutcomeUnknownError,
  TransactionReplacedError,
  TransactionRevertedError,
  TransactionWaitingError,
} from "./errors.ts";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import type { Wire } from "./wire.ts";

export type SendInputs = {
  readonly session: Wire;
  readonly account: LocalAccount;
  readonly call: Call;
  readonly title: string; // what the transaction does
  readonly print: (line: string) => void;
  /** Takes the place of a transaction that waits. */
  readonly replacement?: { readonly nonce: number; readonly fees: Fees };
};

const PATIENCE = 180_000; // {ms}
const NO_ANSWER = "the node does not answer any more";
/** Error texts of nodes that did not accept the transaction. */
const REFUSED = /insufficient funds|underpriced|fee too low|intrinsic gas|exceeds block gas limit/i;
const WAITING = /replacement transaction|replace existing/i;
const UNDERPRICED = /underpriced|fee too low/i;
const KNOWN = /already known|known transaction|already imported/i;

/**
 * Simulates a call, signs it here, sends it and follows it until it is mined.
 *
 * @throws CallRefusedError, NetworkFeeTooHighError, NoEtherError, TransactionWaitingError: nothing was sent.
 *   FeeNotEnoughError: the node wants a higher fee for a replacement. TransactionRevertedError, TransactionReplacedError: it
 *   did nothing. OutcomeUnknownError: it may still be mined.
 */
export async function sendCall(inputs: SendInputs): Promise<TransactionReceipt> {
  const { session, account, call, title, print } = inputs;
  const { client } = session;
  const nonce = inputs.replacement?.nonce ?? (await nextNonce(inputs));
  const gas = await gasOf(inputs);
  const fees = inputs.replacement?.fees ?? (await readFees(client));
  await checkFee(inputs, gas * (fees.type === "legacy" ? fees.gasPrice : fees.maxFeePerGas));
  const signed = await account.signTransaction({
    ...{ ...call, ...fees },
    ...{ chainId: client.chain.id, nonce, gas },
  });
  const hash = keccak256(signed);
  await submit(inputs, { signed, hash, nonce });
  session.sent.push(hash);
  print(`${title}: sent ${hash}`);
  return follow(inputs, hash, gas);
}

async function nextNonce({ session: { client }, account }: SendInputs): Promise<number> {
  const { address } = account;
  const [mined, pending] = await Promise.all([
    client.getTransactionCount({ address, blockTag: "latest" }),
    client.getTransactionCount({ address, blockTag: "pending" }),
  ]);
  if (pending > mined) throw new TransactionWaitingError(address, mined);
  return mined;
}

/** {gas} The limit of the transaction. */
async function gasOf({ session, account, call, title }: SendInputs): Promise<bigint> {
  try {
    return await estimateGasLimit(session.client, account.address, call);
  } catch (error) {
    if (isNodeFault(error)) throw error;
    throw new CallRefusedError(title, reasonOf(error));
  }
}

/** @param fee {wei} at most */
async function checkFee({ session, account, call }: SendInputs, fee: bigint): Promise<void> {
  if (fee > session.maxFee)
    throw new NetworkFeeTooHighError(formatEther(fee), formatEther(session.maxFee));
  const { address } = account;
  const has = await session.client.getBalance({ address });
  const needed = fee + (call.value ?? 0n);
  if (has < needed) throw new NoEtherError(address, formatEther(has), formatEther(needed));
}

/** Hands the signed transaction to the node. A node that fails may have passed it on all the same. */
async function submit(
  { session: { client }, account, title, replacement }: SendInputs,
  { signed, hash, nonce }: { readonly signed: Hex; readonly hash: Hash; readonly nonce: number },
): Promise<void> {
  try {
    await client.sendRawTransaction({ serializedTransaction: signed });
  } catch (error) {
    const reason = reasonOf(error);
    if (KNOWN.test(reason)) return;
    if (isNodeFault(error)) throw new OutcomeUnknownError(title, hash, NO_ANSWER);
    if (replacement !== undefined && UNDERPRICED.test(reason)) throw new FeeNotEnoughError(nonce);
    // Some nodes do not count a transaction that waits for lower fees as pending.
    if (WAITING.test(reason)) throw new TransactionWaitingError(account.address, nonce);
    if (REFUSED.test(reason)) throw new CallRefusedError(title, reason);
    throw new OutcomeUnknownError(title, hash, `the node said: ${reason.replace(/\.$/, "")}`);
  }
}

async function follow(
  { session: { client }, account, call, title, print }: SendInputs,
  hash: Hash,
  gas: bigint,
): Promise<TransactionReceipt> {
  let replacement: { readonly reason: string; readonly hash: Hash } | undefined;
  let receipt: TransactionReceipt;
  try {
    receipt = await client.waitForTransactionReceipt({
      hash,
      timeout: PATIENCE,
      onReplaced: ({ reason, transaction }) => (replacement = { reason, hash: transaction.hash }),
    });
  } catch (error) {
    if (error instanceof WaitForTransactionReceiptTimeoutError)
      throw new OutcomeUnknownError(title, hash, "there is no receipt after three minutes");
    if (error instanceof BaseError) throw new OutcomeUnknownError(title, hash, NO_ANSWER);
    throw error;
  }
  if (replacement !== undefined && replacement.reason !== "repriced")
    throw new TransactionReplacedError(
      title,
      hash,
      replacement.hash,
      replacement.reason === "cancelled",
    );
  if (receipt.status !== "success") {
    const again = { ...call, account: account.address, gas, blockNumber: receipt.blockNumber };
    const reason = await simulate(client, again).then(
      () => "The state changed before it was mined.",
      (error: unknown) => reasonOf(error),
    );
    throw new TransactionRevertedError(title, receipt.transactionHash, reason);
  }
  print(`${title}: mined in block ${receipt.blockNumber}, ${receipt.gasUsed} gas`);
  return receipt;
}
