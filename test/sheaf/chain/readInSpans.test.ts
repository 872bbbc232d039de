import { expect } from "chai";
import { RpcRequestError, TimeoutError } from "viem";

import { poolPrice } from "../../../cli/admin/listing/poolPrice.ts";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { Span } from "@sheaf/sdk/chain/readInSpans";

const refusal = new RpcRequestError({
  body: {},
  error: { code: -32005, message: "query exceeds max block range" },
  url: "http://127.0.0.1",
});

/** A node that answers spans of so many blocks, and refuses greater ones. */
function nodeThatTakes(blocks: bigint, asked: Span[]) {
  return ({ fromBlock, toBlock }: Span): Promise<readonly bigint[]> => {
    if (toBlock - fromBlock + 1n > blocks) return Promise.reject(refusal);
    asked.push({ fromBlock, toBlock });
    return Promise.resolve([fromBlock]);
  };
}

describe("readInSpans", () => {
  it("asks for every block once, in spans that the node takes", async () => {
    const asked: Span[] = [];
    await readInSpans(5n, 25_004n, nodeThatTakes(3_000n, asked));
    expect(asked[0].fromBlock).to.equal(5n);
    expect(asked.at(-1)?.toBlock).to.equal(25_004n);
    for (const [at, { fromBlock }] of asked.entries())
      if (at > 0) expect(fromBlock).to.equal(asked[at - 1].toBlock + 1n);
    expect(asked).to.have.lengthOf(10); // of 2,500 blocks each
  });

  it("asks a generous node in few requests", async () => {
    const asked: Span[] = [];
    await readInSpans(0n, 9_999n, nodeThatTakes(10_000n, asked));
    expect(asked).to.deep.equal([{ fromBlock: 0n, toBlock: 9_999n }]);
  });

  it("throws what a node refuses in any span, and what is no refusal", async () => {
    const thrown = async (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(await thrown(readInSpans(0n, 9_999n, nodeThatTakes(10n, [])))).to.equal(refusal);
    const late = new TimeoutError({ body: {}, url: "http://127.0.0.1" });
    expect(await thrown(readInSpans(0n, 1n, () => Promise.reject(late)))).to.equal(late);
  });
});

describe("poolPrice", () => {
  it("is of the token in the other one, whichever comes first in the pool", () => {
    const sqrtPriceX96 = 2n ** 97n; // four units of token1 for one of token0
    const decimals = { decimals: 18, otherDecimals: 18 };
    expect(poolPrice({ sqrtPriceX96, isToken0: true, ...decimals })).to.equal(4n * 10n ** 18n);
    expect(poolPrice({ sqrtPriceX96, isToken0: false, ...decimals })).to.equal(10n ** 18n / 4n);
    const coarse = { decimals: 18, otherDecimals: 6 };
    expect(poolPrice({ sqrtPriceX96, isToken0: true, ...coarse })).to.equal(4n * 10n ** 30n);
    expect(poolPrice({ sqrtPriceX96: 0n, isToken0: false, ...decimals })).to.equal(0n);
  });
});
