import { expect } from "chai";

import { mixedMarket } from "./mixedMarket.ts";

describe("MarketOperator", () => {
  it("pays nobody but pools of the factory", async () => {
    const { ethers, market, rows } = await mixedMarket();
    const { operator, usdc } = market;
    const { token } = market.names.get(rows[0].id)!;
    const impostor = await ethers.deployContract("MockImpostorPool", [usdc, token]);

    await expect(impostor.demandSwap(operator))
      .to.be.revertedWithCustomError(operator, "NotAPool")
      .withArgs(impostor);
    await expect(impostor.demandMint(operator))
      .to.be.revertedWithCustomError(operator, "NotAPool")
      .withArgs(impostor);
    await expect(operator.uniswapV3SwapCallback(1n, 0n, "0x")).to.revert(ethers);
  });

  it("refuses tokens without a pool", async () => {
    const { market } = await mixedMarket();
    await expect(market.operator.buy(market.usdc, 1n))
      .to.be.revertedWithCustomError(market.operator, "PoolNotOpened")
      .withArgs(market.usdc);
  });
});
