import type { Client } from "viem";

import { readFees } from "../chain/readFees.ts";

export type NetworkFee = {
  readonly wei: bigint; // expected
  readonly value: bigint | undefined; // {uoa}; undefined: an ether's price is unknown
};

const ETHER = 10n ** 18n; // {wei}

/**
 * Estimates the network fee of a transaction at the current gas price, without a rollup's charge for data.
 * @param price {uoa/ether}
 */
export async function readNetworkFee(
  client: Client,
  gas: bigint,
  price: bigint | undefined,
): Promise<NetworkFee> {
  const fees = await readFees(client);
  const wei = gas * (fees.type === "legacy" ? fees.gasPrice : fees.maxFeePerGas);
  return { wei, value: price === undefined ? undefined : (wei * price) / ETHER };
}
