import { expect } from "chai";

import { alignPools } from "../../market/alignPools.ts";
import { mixedMarket } from "./mixedMarket.ts";
import { poolAt } from "./poolAt.ts";

describe("alignPools", () => {
  it("brings back exactly the pools that trades had moved, whichever way, and keeps their depth", async () => {
    const { ethers, market } = await mixedMarket();
    const names = [...market.names.values()];
    const traded = names.filter((_, at) => at % 3 > 0);
    const read = (): Promise<[bigint, bigint][]> =>
      Promise.all(
        names.map(async ({ pool }) => {
          const { sqrtPriceX96 } = await poolAt(ethers, pool).slot0();
          return [sqrtPriceX96, await poolAt(ethers, pool).liquidity()];
        }),
      );
    const before = await read();

    for (const [at, { token, pool }] of traded.entries()) {
      const held = await (await ethers.getContractAt("MockERC20", token)).balanceOf(pool);
      if (at % 2 === 0) await market.operator.buy(token, 30_000n * 10n ** 6n);
      else await market.operator.sell(token, held / 3n);
    }
    const disturbed = await read();
    expect(disturbed.filter(([price], at) => price !== before[at][0])).to.have.length(
      traded.length,
    );

    expect(await alignPools(market)).to.deep.equal(traded);
    expect(await read()).to.deep.equal(before);
    expect(await alignPools(market)).to.deep.equal([]);
  });

  it("follows a feed that someone else wrote, even one that is out of order", async () => {
    const { ethers, market } = await mixedMarket();
    const name = [...market.names.values()][0];
    const aggregator = await ethers.getContractAt("MockAggregator", name.aggregator);
    await aggregator.setAnswer(((await aggregator.answer()) * 11n) / 10n);
    await aggregator.setFault(1);

    expect(await alignPools(market)).to.deep.equal([name]);
  });
});
