import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { createWalletClient, custom, numberToHex } from "viem";
import type { Address, EIP1193Provider, Hex, TransactionReceipt } from "viem";
import { call, estimateGas, waitForTransactionReceipt } from "viem/actions";

import { NothingDoneError, WrongChainError } from "./errors.ts";
import type { OpenIndex } from "./openIndex.ts";

export type SendInputs = {
  readonly index: OpenIndex;
  readonly provider: EIP1193Provider;
  readonly account: Address;
  readonly data: Hex;
};

/** EIP-7825: no transaction may use more. {gas} */
const GAS_CAP = 2n ** 24n;

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

/** {gas} The estimate and a fifth. A component that burns what it is given can defeat an estimate; then the cap is offered. */
async function gasOf({ index: { client, vault }, account, data }: SendInputs): Promise<bigint> {
  const request = { account, to: vault, data };
  try {
    await call(client, { ...request, gas: GAS_CAP });
  } catch (error) {
    const explained = explainRevert(error);
    if (explained === undefined) throw error;
    throw new NothingDoneError(`${explained.sentence} ${explained.advice}`);
  }
  const estimate = await estimateGas(client, request).catch(() => GAS_CAP);
  const limit = (estimate * 6n) / 5n;
  return limit < GAS_CAP ? limit : GAS_CAP;
}
