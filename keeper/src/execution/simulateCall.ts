import type { Address, Client, Hex } from "viem";
import { call, estimateGas } from "viem/actions";

import { GasOverCapError } from "./errors.ts";
import { revertOf } from "./revertOf.ts";

export type SimulationInputs = {
  readonly client: Client;
  readonly from: Address;
  readonly label: string; // for messages
  readonly to: Address;
  readonly data: Hex;
  readonly blockNumber: bigint;
};

/** EIP-7825: no transaction may use more. {gas} */
export const GAS_CAP = 2n ** 24n;

/**
 * Simulates a call on the state of one block.
 *
 * @returns {gas} What it would use.
 * @throws CallRevertedError or CallRefusedForNowError with the contract's own error, GasOverCapError.
 */
export async function simulateCall({
  client,
  from,
  label,
  to,
  data,
  blockNumber,
}: SimulationInputs): Promise<bigint> {
  let gas: bigint;
  try {
    await call(client, { account: from, to, data, gas: GAS_CAP, blockNumber });
    gas = await estimateGas(client, { account: from, to, data, blockNumber });
  } catch (error) {
    throw revertOf(label, error) ?? error;
  }
  if (gas > GAS_CAP) throw new GasOverCapError(label, gas, GAS_CAP);
  return gas;
}
