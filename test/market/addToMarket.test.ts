import { expect } from "chai";
import { network } from "hardhat";

import { addToMarket } from "../../market/addToMarket.ts";
import { createLocalMarket } from "../../market/createLocalMarket.ts";
import { decimalsOf } from "../../market/decimalsOf.ts";
import { usd } from "./usd.ts";

const BITCOIN = { id: "bitcoin", symbol: "BTC", price: usd("61234.5"), volume24h: usd("30000000") };
const PEPE = { id: "pepe", price: usd("0.0000089"), volume24h: usd("90000000") };

describe("addToMarket", () => {
  it("lists a token, a feed and a pool of the real factory", async () => {
    const { ethers, ignition } = await network.create();
    const market = await createLocalMarket({ ethers, ignition, rows: [BITCOIN] });
    const name = market.names.get("bitcoin")!;

    const token = await ethers.getContractAt("MockERC20", name.token);
    expect(await token.symbol()).to.equal("BTC");
    expect(await token.decimals()).to.equal(8);

    const feed = await ethers.getContractAt("MockFeedProxy", name.feed);
    expect(await feed.aggregator()).to.equal(name.aggregator);
    expect(await feed.description()).to.equal("BTC / USD");
    expect((await feed.latestRoundData()).answer).to.equal(6_123_450_000_000n);

    expect(await market.factory.getPool(market.usdc, name.token, 3000)).to.equal(name.pool);
  });

  it("puts the depth of the row into the pool, in dollars", async () => {
    const { ethers, ignition } = await network.create();
    const market = await createLocalMarket({ ethers, ignition, rows: [BITCOIN, PEPE] });

    for (const { id, price, volume24h } of [BITCOIN, PEPE]) {
      const { token, tokenDecimals, pool } = market.names.get(id)!;
      const tokens = await (await ethers.getContractAt("MockERC20", token)).balanceOf(pool);
      const dollars = await market.usdc.balanceOf(pool);
      const value = (tokens * price) / 10n ** BigInt(tokenDecimals) + dollars * 10n ** 12n;
      const depth = volume24h / 500n;
      expect(value, id).to.be.within((depth * 999n) / 1000n, (depth * 1001n) / 1000n);
    }
  });

  it("adds names later and leaves the known ones alone", async () => {
    const { ethers, ignition } = await network.create();
    const market = await createLocalMarket({ ethers, ignition, rows: [BITCOIN] });
    const bitcoin = market.names.get("bitcoin");
    const added = await addToMarket(market, [{ ...BITCOIN, price: 1n }, PEPE]);

    expect(added.map(({ id }) => id)).to.deep.equal(["pepe"]);
    expect(added[0].feedDecimals).to.equal(18);
    expect(market.names.get("bitcoin")).to.equal(bitcoin);
    expect([...market.names.keys()]).to.deep.equal(["bitcoin", "pepe"]);
  });

  it("draws decimals from the id alone", () => {
    expect(decimalsOf("bitcoin")).to.equal(8);
    const drawn = new Set(Array.from({ length: 200 }, (_, at) => decimalsOf(`name-${at}`)));
    expect([...drawn].sort((a, b) => a - b)).to.deep.equal([6, 8, 9, 12, 18, 24]);
  });
});
