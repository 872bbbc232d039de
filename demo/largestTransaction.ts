import type { Block, PublicClient, Transaction } from "viem";

/** EIP-7825: no transaction may use more. {gas} */
export const TRANSACTION_GAS_CAP = 2n ** 24n;

/** A contract that transactions go to, under the name that people know it by. */
export type NamedContract = {
  readonly name: string;
  readonly address: string;
  readonly isProduct: boolean; // of the index itself: what its people, strategist and keeper call
  readonly functionOf: (selector: string) => string | undefined;
};

export type ChainReader = Pick<
  PublicClient,
  "getBlock" | "getBlockNumber" | "getTransaction" | "getTransactionReceipt"
>;

export type GasOfTransaction = {
  readonly name: string; // what it did, and when
  readonly hash: string;
  readonly gasUsed: bigint; // {gas}
};

export type GasCheck = {
  readonly largest: GasOfTransaction; // of all
  readonly largestOfProduct: GasOfTransaction;
  readonly overCap: readonly GasOfTransaction[];
};

const NONE: GasOfTransaction = { name: "none", hash: "", gasUsed: 0n };

/** The largest transaction in the whole chain, set-up and market included, the product's own, and every one over the cap. */
export async function largestTransaction(
  client: ChainReader,
  contracts: readonly NamedContract[],
): Promise<GasCheck> {
  const head = await client.getBlockNumber({ cacheTime: 0 });
  const blocks: Block[] = [];
  for (let blockNumber = 1n; blockNumber <= head; blockNumber++)
    blocks.push(await client.getBlock({ blockNumber }));
  blocks.sort((a, b) => (a.gasUsed > b.gasUsed ? -1 : a.gasUsed < b.gasUsed ? 1 : 0));

  let [largest, largestOfProduct] = [NONE, NONE];
  const overCap: GasOfTransaction[] = [];
  for (const block of blocks) {
    if (block.gasUsed <= largestOfProduct.gasUsed && block.gasUsed <= TRANSACTION_GAS_CAP) break;
    for (const hash of block.transactions) {
      if (typeof hash !== "string") continue;
      const { gasUsed } = await client.getTransactionReceipt({ hash });
      if (gasUsed <= largestOfProduct.gasUsed && gasUsed <= TRANSACTION_GAS_CAP) continue;
      const transaction = await client.getTransaction({ hash });
      const contract = contracts.find(({ address }) => isSame(address, transaction.to));
      const found = { name: nameOf(transaction, block, contract), hash, gasUsed };
      if (gasUsed > TRANSACTION_GAS_CAP) overCap.push(found);
      if (gasUsed > largest.gasUsed) largest = found;
      if (contract?.isProduct === true && gasUsed > largestOfProduct.gasUsed)
        largestOfProduct = found;
    }
  }
  return { largest, largestOfProduct, overCap };
}

function nameOf(
  { to, input }: Transaction,
  { timestamp }: Block,
  contract: NamedContract | undefined,
): string {
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const call = contract?.functionOf(input.slice(0, 10)) ?? input.slice(0, 10);
  return `${to === null ? "creation of a contract" : `${contract?.name ?? to}.${call}`} on ${date}`;
}

function isSame(address: string, other: string | null): boolean {
  return address.toLowerCase() === other?.toLowerCase();
}
