import type { Block, PublicClient, Transaction } from "viem";

/** EIP-7825: no transaction may use more. {gas} */
export const TRANSACTION_GAS_CAP = 2n ** 24n;

/** A contract that transactions go to, under the name that people know it by. */
export type NamedContract = {
  readonly name: string;
  readonly address: string;
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
  readonly largest: GasOfTransaction;
  readonly overCap: readonly GasOfTransaction[];
};

/** The largest transaction in the whole chain, set-up and market included, and every one over the cap. */
export async function largestTransaction(
  client: ChainReader,
  contracts: readonly NamedContract[],
): Promise<GasCheck> {
  const head = await client.getBlockNumber({ cacheTime: 0 });
  const blocks: Block[] = [];
  for (let blockNumber = 1n; blockNumber <= head; blockNumber++)
    blocks.push(await client.getBlock({ blockNumber }));
  blocks.sort((a, b) => (a.gasUsed > b.gasUsed ? -1 : a.gasUsed < b.gasUsed ? 1 : 0));

  let largest: GasOfTransaction = { name: "none", hash: "", gasUsed: 0n };
  const overCap: GasOfTransaction[] = [];
  for (const block of blocks) {
    if (block.gasUsed <= largest.gasUsed && block.gasUsed <= TRANSACTION_GAS_CAP) break;
    for (const hash of block.transactions) {
      if (typeof hash !== "string") continue;
      const { gasUsed } = await client.getTransactionReceipt({ hash });
      if (gasUsed <= largest.gasUsed && gasUsed <= TRANSACTION_GAS_CAP) continue;
      const name = nameOf(await client.getTransaction({ hash }), block, contracts);
      if (gasUsed > TRANSACTION_GAS_CAP) overCap.push({ name, hash, gasUsed });
      if (gasUsed > largest.gasUsed) largest = { name, hash, gasUsed };
    }
  }
  return { largest, overCap };
}

function nameOf(
  { to, input }: Transaction,
  { timestamp }: Block,
  contracts: readonly NamedContract[],
): string {
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const contract = contracts.find(({ address }) => address.toLowerCase() === to?.toLowerCase());
  const call = contract?.functionOf(input.slice(0, 10)) ?? input.slice(0, 10);
  return `${to === null ? "creation of a contract" : `${contract?.name ?? to}.${call}`} on ${date}`;
}
