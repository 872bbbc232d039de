import { expect } from "chai";
import { createPublicClient, custom } from "viem";
import type { PublicClient } from "viem";

import { largestTransaction, TRANSACTION_GAS_CAP } from "../../demo/largestTransaction.ts";

const VAULT = "0x00000000000000000000000000000000000000aa";
const OTHER = "0x00000000000000000000000000000000000000bb";
const TRADE = "0x11111111";
const CLOSE = "0x22222222";
const functions = new Map([
  [TRADE, "trade"],
  [CLOSE, "closeEpoch"],
]);
const contracts = [
  {
    name: "IndexVault",
    address: VAULT,
    isProduct: true,
    functionOf: (selector: string) => functions.get(selector),
  },
];

type Sent = { readonly to: string | null; readonly input: string; readonly gas: bigint };

const hex = (value: bigint): string => `0x${value.toString(16)}`;
const hashOf = (block: number, place: number): string =>
  `0x${(block * 100 + place).toString(16).padStart(64, "0")}`;

/** A chain of these blocks, each on the day after the one before, from 2021-01-04. */
function chainOf(blocks: readonly (readonly Sent[])[]): PublicClient {
  const all = new Map(
    blocks.flatMap((sent, at) =>
      sent.map((transaction, place) => [hashOf(at + 1, place), transaction] as const),
    ),
  );
  const answer = (method: string, first: string): object | string => {
    if (method === "eth_blockNumber") return hex(BigInt(blocks.length));
    if (method === "eth_getTransactionReceipt")
      return { gasUsed: hex(all.get(first)?.gas ?? 0n), logs: [], transactionHash: first };
    if (method === "eth_getTransactionByHash")
      return { hash: first, to: all.get(first)?.to, input: all.get(first)?.input };
    const number = Number(first);
    const sent = blocks[number - 1] ?? [];
    return {
      number: first,
      timestamp: hex(1_609_718_400n + 86_400n * BigInt(number - 1)),
      gasUsed: hex(sent.reduce((sum, { gas }) => sum + gas, 0n)),
      transactions: sent.map((_, place) => hashOf(number, place)),
    };
  };
  return createPublicClient({
    transport: custom({
      request: ({ method, params }: { method: string; params?: readonly string[] }) =>
        Promise.resolve(answer(method, params?.[0] ?? "")),
    }),
  });
}

const trade = (gas: bigint): Sent => ({ to: VAULT, input: `${TRADE}00`, gas });
const close = (gas: bigint): Sent => ({
  to: VAULT,
  input: CLOSE,
  gas,
});

describe("largestTransaction", () => {
  it("finds the largest one, whatever else is in its block, and says what it did and when", async () => {
    const chain = chainOf([[trade(50n)], [close(40n), trade(30n)], [close(70n)], [trade(60n)]]);
    const { largest, overCap } = await largestTransaction(chain, contracts);
    expect(largest.name).to.equal("IndexVault.closeEpoch on 2021-01-06");
    expect(largest.gasUsed).to.equal(70n);
    expect(overCap).to.deep.equal([]);
  });

  it("finds the product's own largest behind larger ones of others", async () => {
    const others = (gas: bigint): Sent => ({ to: OTHER, input: "0x12345678", gas });
    const chain = chainOf([[others(90n)], [trade(50n), others(80n)], [close(60n)], [others(70n)]]);
    const { largest, largestOfProduct } = await largestTransaction(chain, contracts);
    expect([largest.gasUsed, largestOfProduct.gasUsed]).to.deep.equal([90n, 60n]);
    expect(largestOfProduct.name).to.equal("IndexVault.closeEpoch on 2021-01-06");
    const alien = await largestTransaction(chainOf([[others(9n)]]), contracts);
    expect(alien.largestOfProduct.name).to.equal("none");
  });

  it("names every transaction over the cap, those too that are not the largest", async () => {
    const cap = TRANSACTION_GAS_CAP;
    const chain = chainOf([[trade(cap + 1n)], [close(cap)], [trade(cap + 9n), close(cap + 2n)]]);
    const { largest, overCap } = await largestTransaction(chain, contracts);
    expect(largest.gasUsed).to.equal(cap + 9n);
    expect(overCap.map(({ name, gasUsed }) => [name, gasUsed])).to.have.deep.members([
      ["IndexVault.trade on 2021-01-04", cap + 1n],
      ["IndexVault.trade on 2021-01-06", cap + 9n],
      ["IndexVault.closeEpoch on 2021-01-06", cap + 2n],
    ]);
  });

  it("names creations, and what it does not know", async () => {
    const creation = await largestTransaction(
      chainOf([[{ to: null, input: "0x6080", gas: 5n }]]),
      contracts,
    );
    expect(creation.largest.name).to.equal("creation of a contract on 2021-01-04");
    const unknown = await largestTransaction(
      chainOf([[{ to: OTHER, input: "0x12345678", gas: 5n }]]),
      contracts,
    );
    expect(unknown.largest.name).to.equal(`${OTHER}.0x12345678 on 2021-01-04`);
  });
});
