import { estimateGasLimit } from "@sheaf/sdk/chain/estimateGasLimit";
import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { createWalletClient, custom, numberToHex } from "viem";
import type { Address, EIP1193Provider, Hex, TransactionReceipt } from "viem";
import { waitForTransactionReceipt } from "viem/actions";

import { NothingDoneError, WrongChainError } from "./errors.ts";
import type { OpenIndex } from "./openIndex.ts";

export type SendInputs = {
  readonly index: OpenIndex;
  readonly provider: EIP1193Provider;
  readonly account: Address;
  readonly data: Hex;
};

/**
 * Sends a call of the index by a wallet and follows it until it is mined.
 * @throws WrongChainError, and the wallet's own errors: nothing was sent. NothingDoneError: it was mined and did nothing.
 */
export async function sendFromWallet(inputs: SendInputs): Promise<TransactionReceipt> {
  const { index, provider, account, data } = inputs;
  const { client, vault } = index;
  await switchChain(provider, client.chain.id);
  const gas = await gasOf(inputs);

  const wallet = createWalletClient({ account, chain: client.chain, transport: custom(provider) });
  const sent = await wallet.sendTransaction({ to: vault, data, gas });
  const cancelled: string[] = [];
  const receipt = await waitForTransactionReceipt(client, {
    hash: sent,
    onReplaced: ({ reason }) => {
      if (reason !== "repriced") cancelled.push(reason);
    },
  });
  if (cancelled.length > 0)
    throw new NothingDoneError(`Another transaction took its place (${cancelled.join()}).`);
  if (receipt.status !== "success") throw new NothingDoneError("The transaction reverted.");
  return receipt;
}

async function switchChain(provider: EIP1193Provider, chainId: number): Promise<void> {
  const wanted = numberToHex(chainId);
  if ((await provider.request({ method: "eth_chainId" })) === wanted) return;
  await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: wanted }] });
  if ((await provider.request({ method: "eth_chainId" })) !== wanted)
    throw new WrongChainError(chainId);
}

/** {gas} The limit of a call, which is simulated first. */
async function gasOf({ index: { client, vault }, account, data }: SendInputs): Promise<bigint> {
  return estimateGasLimit(client, account, { to: vault, data }).catch((error: unknown) => {
    const explained = explainRevert(error);
    if (explained === undefined) throw error;
    throw new NothingDoneError(`${explained.sentence} ${explained.advice}`);
  });
}
