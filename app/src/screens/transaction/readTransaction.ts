import { readTokens } from "@sheaf/sdk/exit/readTokens";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { erc20Abi, getAddress } from "viem";
import type { Address, Chain, Hash, PublicClient, Transport } from "viem";

/** A transfer of a token within a transaction. */
export type Transfer = {
  readonly token: Address;
  readonly symbol: string;
  readonly decimals: number;
  readonly from: Address;
  readonly to: Address;
  readonly amount: bigint; // {tok}
};

/** A mined transaction, as a person reads it. */
export type MinedTransaction = {
  readonly isSuccess: boolean;
  readonly blockNumber: bigint;
  readonly timestamp: bigint; // {s}
  readonly from: Address;
  readonly to: Address | null;
  readonly gasUsed: bigint; // {gas}
  readonly fee: bigint; // {wei}
  readonly transfers: readonly Transfer[];
};

/** Reads a mined transaction and the tokens that it moved. */
export async function readTransaction(
  client: PublicClient<Transport, Chain>,
  hash: Hash,
): Promise<MinedTransaction> {
  const receipt = await client.getTransactionReceipt({ hash });
  const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber });
  const emitters = [...new Set(receipt.logs.map(({ address }) => getAddress(address)))];
  const names = await readTokens(client, emitters);
  const transfers = names.flatMap((name) =>
    eventsOf({
      abi: erc20Abi,
      eventName: "Transfer",
      logs: receipt.logs,
      emitter: name.token,
    }).map(({ args, logIndex }) => ({ ...name, ...args, amount: args.value, logIndex })),
  );
  return {
    isSuccess: receipt.status === "success",
    blockNumber: receipt.blockNumber,
    timestamp,
    from: receipt.from,
    to: receipt.to,
    gasUsed: receipt.gasUsed,
    fee: receipt.gasUsed * receipt.effectiveGasPrice,
    transfers: transfers.toSorted((a, b) => a.logIndex - b.logIndex),
  };
}
