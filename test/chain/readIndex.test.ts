import { expect } from "chai";
import { getAddress } from "viem";
import type { Address } from "viem";
import { observeIndex } from "@sheaf/keeper/execution/observeIndex";
import { WrongRouteError } from "@sheaf/sdk/chain/errors";
import { readIndex } from "@sheaf/sdk/chain/readIndex";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";

import { useFixture } from "../fixtures/useFixture.ts";
import { routesOf } from "../keeper/weekFixture.ts";
import { countingClient } from "../quote/countingClient.ts";
import { hundredFixture } from "../quote/hundredFixture.ts";

const USD = "0x0000000000000000000000000000000000000348";

describe("readIndex of an index of a hundred components", () => {
  const use = useFixture(hundredFixture);

  async function sources() {
    const { provider, lens, vault, market, usdc } = use();
    return {
      ...countingClient(provider),
      lens: getAddress(await lens.getAddress()),
      vault: getAddress(await vault.getAddress()),
      routes: routesOf(market, getAddress(await usdc.getAddress())),
    };
  }

  it("takes the keeper six requests at most", async () => {
    const { count, ...inputs } = await sources();
    const index = await observeIndex(inputs);
    expect(index.components.length).to.equal(101);
    expect(count() <= 6, `${count()} requests`).to.equal(true);
  });

  it("reads what vault, registry, oracle and pools return one by one", async () => {
    const { vault, registry, oracle, market, ethers, usdc } = use();
    const { count: _, ...inputs } = await sources();
    const index = await observeIndex(inputs);
    const [tokens, units] = await vault.basket(await vault.basketId());
    const holdings = await vault.holdings();
    expect(index.components.map(({ token }) => token)).to.deep.equal([...tokens]);
    expect(index.components.map((component) => component.units)).to.deep.equal([...units]);
    expect(index.components.map(({ held }) => held)).to.deep.equal([...holdings]);
    expect([index.epoch.number, index.epoch.kind, index.regime.value]).to.deep.equal([
      1,
      "first",
      "bear",
    ]);
    expect(index.chainId).to.equal(31337);
    const pools = new Map([...market.names.values()].map(({ token, pool }) => [token, pool]));
    for (const component of index.components) {
      const listed = await registry.component(component.token);
      expect([
        component.status,
        component.stable,
        component.decimals,
        component.slippage,
      ]).to.deep.equal(["buyable", listed.stable, Number(listed.decimals), listed.slippage]);
      expect(component.price).to.equal(await oracle.getQuote(10n ** 36n, component.token, USD));
      if (component.token === (await usdc.getAddress())) continue;
      const pool = new ethers.Contract(
        pools.get(component.token)!,
        ["function slot0() view returns (uint160, int24)"],
        ethers.provider,
      );
      const [price, tick] = (await pool.getFunction("slot0")()) as [bigint, bigint];
      expect([component.pool?.sqrtPriceX96, component.pool?.tick]).to.deep.equal([
        price,
        Number(tick),
      ]);
    }
  });

  it("reads all of it at the block that it is given", async () => {
    const { vault, usdc, networkHelpers, ethers } = use();
    const { count: _, ...inputs } = await sources();
    const before = await observeIndex(inputs);
    await usdc.mint(vault, 10n ** 6n);
    await networkHelpers.mine(3);
    const again = await readIndex({ ...inputs, block: before.block });
    expect(again).to.deep.equal(before);
    const now = await observeIndex(inputs);
    expect(now.block.number > before.block.number).to.equal(true);
    expect(heldOf(now, await usdc.getAddress())).to.equal(
      heldOf(before, await usdc.getAddress()) + 10n ** 6n,
    );
    expect(now.block.number).to.equal(BigInt(await ethers.provider.getBlockNumber()));
  });

  it("refuses a route to a pool that the factory does not have", async () => {
    const { count: _, ...inputs } = await sources();
    const [[token, [route]], [, [other]]] = [...inputs.routes];
    const routes: Routes = new Map(inputs.routes).set(token, [{ ...route, pool: other.pool }]);
    let failure: unknown;
    try {
      await observeIndex({ ...inputs, routes });
    } catch (error) {
      failure = error;
    }
    expect(failure).to.be.instanceOf(WrongRouteError);
    expect((failure as Error).message).to.contain(`names pool ${other.pool}`);
  });

  const heldOf = ({ components }: IndexState, token: string): bigint =>
    components.find((component) => component.token === (token as Address))!.held;
});
