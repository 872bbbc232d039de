import type { Address, Client, Hex } from "viem";
import { call as simulate, estimateGas } from "viem/actions";

import { isNodeFault } from "./isNodeFault.ts";

/** A transaction to one contract. */
export type Call = {
  readonly to: Address;
  readonly data: Hex;
  readonly value?: bigint; // {wei}
};

/** EIP-7825: no transaction may use more. {gas} */
const GAS_CAP = 2n ** 24n;

/**
 * Simulates a call and returns its gas limit: the estimate and a fifth, as state may move before it is mined. Where a call succeeds
 * and no node can estimate it, as a component burns what it is given, the cap: what is not used is not paid.
 * @returns {gas}
 * @throws the node's error where the call would revert
 */
export async function estimateGasLimit(
  client: Client,
  account: Address,
  call: Call,
): Promise<bigint> {
  const request = { ...call, account };
  await simulate(client, { ...request, gas: GAS_CAP });
  const estimate = await estimateGas(client, request).catch((error: unknown) => {
    if (isNodeFault(error)) throw error;
    return GAS_CAP;
  });
  const limit = (estimate * 6n) / 5n;
  return limit < GAS_CAP ? limit : GAS_CAP;
}
