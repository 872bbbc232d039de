import { setTimeout as sleep } from "node:timers/promises";
import { TransactionReceiptNotFoundError } from "viem";
import type { Account, Address, Client, Hex, TransactionReceipt } from "viem";
import {
  getTransactionCount,
  getTransactionReceipt,
  sendTransaction as submit,
} from "viem/actions";

import { checkChain } from "./checkChain.ts";
import { ReceiptMissingError, TransactionFailedError, TransactionPendingError } from "./errors.ts";
import { minedHashIn } from "./minedHashIn.ts";
import { readHead } from "./readHead.ts";
import { GAS_CAP, simulateCall } from "./simulateCall.ts";

/** Who signs: an account with a key here, or the address of one that the node holds. */
export type Signer = Account | Address;

export type TransactionInputs = {
  readonly client: Client;
  readonly chainId: number; // that must be served
  readonly signer: Signer;
  readonly label: string; // for messages: what the transaction does
  readonly to: Address;
  readonly data: Hex;
  /** Block of the last receipt: simulation and nonce are not read from an older one. */
  readonly since?: bigint | undefined;
  /** Legs that may burn the gas they are given, though none did in the simulation. One if absent. */
  readonly legs?: number;
  /** {gas} Limit, for a call that does less with less gas: no estimate fits it. The caller has simulated the call. */
  readonly gas?: bigint;
};

/** Simulated gas plus a fifth, as state may move before it is mined. */
const GAS_MARGIN = { numerator: 6n, denominator: 5n };
/** What one leg may burn that behaved in the simulation: executors give none more, and skip it. {gas} */
const GAS_BURNT = 2_000_000n;
const RECEIPT_TIMEOUT = 300; // {s}

/**
 * Checks the chain and that nothing of the signer is in flight, simulates and estimates unless a limit is given, sends, and
 * waits for success.
 *
 * @throws WrongChainError, HeadBehindError, TransactionPendingError, CallRevertedError or CallRefusedForNowError with the
 * contract's own error, GasOverCapError: nothing was sent. TransactionFailedError, ReceiptMissingError: it was.
 */
export async function sendTransaction({
  client,
  chainId,
  signer,
  label,
  to,
  data,
  since,
  legs = 1,
  gas: limit,
}: TransactionInputs): Promise<TransactionReceipt> {
  await checkChain(client, chainId);
  const from = typeof signer === "string" ? signer : signer.address;
  const { number: blockNumber } = await readHead(client, since);
  const nonce = await nextNonce(client, from, blockNumber);
  const simulation = { client, from, label, to, data, blockNumber };
  const gas = limit ?? limitOf(await simulateCall(simulation), legs);
  const hash = await submitted(
    submit(client, { account: signer, chain: null, to, data, gas, nonce }),
  );
  const receipt = await waitForReceipt(client, hash, label);
  if (receipt.status !== "success")
    throw new TransactionFailedError(label, {
      hash,
      gasUsed: receipt.gasUsed,
      blockNumber: receipt.blockNumber,
      outOfGas: receipt.gasUsed >= gas - gas / OUT_OF_GAS,
    });
  return receipt;
}

/** A failed transaction that leaves less than this part of its limit ran out of gas: a call leaves 1/64 to its caller. */
const OUT_OF_GAS = 10n;

async function submitted(sending: Promise<Hex>): Promise<Hex> {
  try {
    return await sending;
  } catch (error) {
    const hash = minedHashIn(error);
    if (hash === undefined) throw error;
    return hash;
  }
}

/** {gas} Limit to send with. */
function limitOf(used: bigint, legs: number): bigint {
  const limit = (used * GAS_MARGIN.numerator) / GAS_MARGIN.denominator + GAS_BURNT * BigInt(legs);
  return limit < GAS_CAP ? limit : GAS_CAP;
}

async function nextNonce(client: Client, address: Address, blockNumber: bigint): Promise<number> {
  const [mined, pending] = await Promise.all([
    getTransactionCount(client, { address, blockNumber }),
    getTransactionCount(client, { address, blockTag: "pending" }),
  ]);
  if (pending > mined) throw new TransactionPendingError(address, mined, pending);
  return mined;
}
/** Asks at once, then at the client's polling interval. */
async function waitForReceipt(
  client: Client,
  hash: Hex,
  label: string,
): Promise<TransactionReceipt> {
  for (let waited = 0; waited <= RECEIPT_TIMEOUT * 1000; waited += client.pollingInterval) {
    try {
      return await getTransactionReceipt(client, { hash });
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
    }
    await sleep(client.pollingInterval);
  }
  throw new ReceiptMissingError(label, hash, RECEIPT_TIMEOUT);
}
