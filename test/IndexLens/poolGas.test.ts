import { expect } from "chai";
import type { Contract } from "ethers";

import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const CHEAP = 100; // {1e6} of the tier whose ticks are one apart
const REACH = 3_000; // {ticks}
const ONE = 2n ** 96n; // Q64.96
const CAP = 2n ** 24n; // {gas}
const TOKENS = 33;

describe("IndexLens.poolStates of pools that anybody opens for nothing", () => {
  const use = useFixture(routerFixture);

  async function openEmpty(count: number): Promise<string[]> {
    const { ethers, market, maker, usdc, signers } = use();
    const enabling = market.factory.connect(signers.deployer) as Contract & {
      enableFeeAmount(fee: number, spacing: number): Promise<unknown>;
    };
    await enabling.enableFeeAmount(CHEAP, 1);
    const tokens: string[] = [];
    for (let i = 0; i < TOKENS; i += 1) {
      const token = await ethers.deployContract("MockERC20", [`${i}`, `${i}`, 18]);
      tokens.push(await token.getAddress());
      if (i < count) await maker.open(token, usdc, CHEAP, ONE);
    }
    return tokens;
  }

  it("reads an empty pool with the narrowest ticks for 200,000 gas at most", async () => {
    const [tokenA] = await openEmpty(1);
    const { lens, usdc } = use();
    const keys = [{ tokenA, tokenB: usdc, fee: CHEAP }];
    const gas = await lens.poolStates.estimateGas(keys, REACH);
    expect(gas <= 200_000n, `${gas}`).to.equal(true);
  });

  it("reads a third of the pools of a hundred components in one call where each has an empty pool", async () => {
    const tokens = await openEmpty(TOKENS);
    const { lens, usdc, weth } = use();
    const keys = tokens.flatMap((tokenA) =>
      [500, 3_000, 10_000, CHEAP].flatMap((fee) => [
        { tokenA, tokenB: usdc, fee },
        { tokenA, tokenB: weth, fee },
      ]),
    );
    const states = await lens.poolStates(keys, REACH, { gasLimit: CAP });
    expect(states.filter(({ sqrtPriceX96 }) => sqrtPriceX96 > 0n).length).to.equal(TOKENS);
  });
});
