import { estimateGasLimit } from "@sheaf/sdk/chain/estimateGasLimit";
import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import { readFees } from "@sheaf/sdk/chain/readFees";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import type { Hash } from "viem";

import { NoEtherError, TradeRefusedError } from "./errors.ts";
import type { Sender } from "./sender.ts";

const ETHER_DECIMALS = 18;
const ETHER_DIGITS = 6;

/**
 * Simulates a call and hands it to the wallet, which signs and sends it.
 * @throws TradeRefusedError, NoEtherError: nothing was sent. The wallet's own errors.
 */
export async function sendTransaction({ client, wallet }: Sender, call: Call): Promise<Hash> {
  const account = wallet.account.address;
  const gas = await estimateGasLimit(client, account, call).catch((error: unknown) => {
    if (isNodeFault(error)) throw error;
    throw new TradeRefusedError(reasonOf(error));
  });
  const [fees, has] = await Promise.all([
    readFees(client),
    client.getBalance({ address: account }),
  ]);
  const perGas = fees.type === "legacy" ? fees.gasPrice : fees.maxFeePerGas;
  const needed = gas * perGas + (call.value ?? 0n);
  const text = (wei: bigint): string => formatDecimal(wei, ETHER_DECIMALS, ETHER_DIGITS);
  if (has < needed) throw new NoEtherError(text(has), text(needed));
  return wallet.sendTransaction({ ...call, gas });
}
