import { expect } from "chai";
import { createClient, custom } from "viem";
import type { Address } from "viem";

import { readListings } from "../../src/chain/readListings.ts";

/** {byte} EIP-3860: a call that creates its contract may carry no more. */
const MAXIMUM_INITCODE = 49_152;

const addressOf = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;

describe("readListings of a client that batches", () => {
  it("sends no request that a node refuses for its size", async () => {
    const sizes: number[] = [];
    const request = async ({ params }: { params: readonly [{ data: string }] }): Promise<never> => {
      sizes.push((params[0].data.length - 2) / 2);
      throw new Error("enough seen");
    };
    const client = createClient({
      transport: custom({ request }, { retryCount: 0 }),
      batch: { multicall: { batchSize: 8_000 } },
    });
    const tokens = Array.from({ length: 200 }, (_, at) => addressOf(at + 1));
    await readListings({
      client,
      registry: addressOf(1000),
      oracle: addressOf(1001),
      tokens,
      blockNumber: 1n,
    }).catch(() => undefined);
    expect(sizes.length).to.be.at.least(4);
    expect(Math.max(...sizes)).to.be.at.most(MAXIMUM_INITCODE);
  });
});
