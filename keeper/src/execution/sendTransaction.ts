import { setTimeout as sleep } from "node:timers/promises";
import { TransactionReceiptNotFoundError } from "viem";
import type { Account, Address, Client, Hex, TransactionReceipt } from "viem";
import {
  call,
  estimateGas,
  getTransactionCount,
  getTransactionReceipt,
  sendTransaction as submit,
} from "viem/actions";

import { checkChain } from "./checkChain.ts";
import {
  GasOverCapError,
  ReceiptMissingError,
  TransactionFailedError,
  TransactionPendingError,
} from "./errors.ts";
import { revertOf } from "./revertOf.ts";

/** Who signs: an account with a key here, or the address of one that the node holds. */
export type Signer = Account | Address;

export type TransactionInputs = {
  readonly client: Client;
  readonly chainId: number; // that must be served
  readonly signer: Signer;
  readonly label: string; // for messages: what the transaction does
  readonly to: Address;
  readonly data: Hex;
};

/** EIP-7825: no transaction may use more. {gas} */
const GAS_CAP = 2n ** 24n;
/** Simulated gas plus a fifth, as state may move before it is mined. */
const GAS_MARGIN = { numerator: 6n, denominator: 5n };
/** What one leg may burn that behaved in the simulation: executors give none more, and skip it. {gas} */
const GAS_BURNT = 2_000_000n;
const RECEIPT_TIMEOUT = 300; // {s}

/**
 * Checks the chain and that nothing of the signer is in flight, simulates, estimates, sends, and waits for success.
 *
 * @throws WrongChainError, TransactionPendingError, CallRevertedError or CallRefusedForNowError with the contract's own
 * error, GasOverCapError: nothing was sent. TransactionFailedError, ReceiptMissingError: it was.
 */
export async function sendTransaction({
  client,
  chainId,
  signer,
  label,
  to,
  data,
}: TransactionInputs): Promise<TransactionReceipt> {
  await checkChain(client, chainId);
  const address = typeof signer === "string" ? signer : signer.address;
  const nonce = await nextNonce(client, address);
  const gas = await simulate({ client, address, label, to, data });
  const hash = await submit(client, { account: signer, chain: null, to, data, gas, nonce });
  const receipt = await waitForReceipt(client, hash, label);
  if (receipt.status !== "success") throw new TransactionFailedError(label, hash);
  return receipt;
}

async function nextNonce(client: Client, address: Address): Promise<number> {
  const [latest, pending] = await Promise.all([
    getTransactionCount(client, { address, blockTag: "latest" }),
    getTransactionCount(client, { address, blockTag: "pending" }),
  ]);
  if (pending > latest) throw new TransactionPendingError(address, latest, pending);
  return latest;
}

/** {gas} Limit to send with. */
async function simulate({
  client,
  address,
  label,
  to,
  data,
}: Pick<TransactionInputs, "client" | "label" | "to" | "data"> & {
  readonly address: Address;
}): Promise<bigint> {
  try {
    await call(client, { account: address, to, data, gas: GAS_CAP });
    const estimate = await estimateGas(client, { account: address, to, data });
    if (estimate > GAS_CAP) throw new GasOverCapError(label, estimate, GAS_CAP);
    const limit = (estimate * GAS_MARGIN.numerator) / GAS_MARGIN.denominator + GAS_BURNT;
    return limit < GAS_CAP ? limit : GAS_CAP;
  } catch (error) {
    throw revertOf(label, error) ?? error;
  }
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
