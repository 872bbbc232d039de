import type { ContractTransactionReceipt, ContractTransactionResponse } from "ethers";

/** EIP-7825: no transaction may use more. {gas} */
const TRANSACTION_GAS_CAP = 2n ** 24n;

/** Sends one batch of items as one transaction. */
export type SendBatch<item> = (
  batch: item[],
  overrides: { gasLimit: bigint },
) => Promise<ContractTransactionResponse>;

/**
 * Sends all items in batches, one transaction each, and only then waits for the receipts.
 * @param perTransaction How many items fit under the transaction gas cap
 */
export async function sendBatches<item>(
  items: readonly item[],
  perTransaction: number,
  send: SendBatch<item>,
): Promise<ContractTransactionReceipt[]> {
  const sent: ContractTransactionResponse[] = [];
  for (let start = 0; start < items.length; start += perTransaction) {
    sent.push(
      await send(items.slice(start, start + perTransaction), { gasLimit: TRANSACTION_GAS_CAP }),
    );
  }

  const receipts = await Promise.all(sent.map((transaction) => transaction.wait()));
  return receipts.filter((receipt) => receipt !== null);
}
