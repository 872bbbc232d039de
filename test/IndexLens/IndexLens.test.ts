import { expect } from "chai";

import { WAD } from "../fixtures/indexFixture.ts";
import { READ } from "../fixtures/oddFixture.ts";
import { UNIT_SCALE } from "../fixtures/orders.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DAY = 86_400n; // {s}
const UOA = 10n ** 18n; // {uoa}

describe("IndexLens", () => {
  const use = useFixture(routerFixture);

  it("V-11 shows what the vault says, component by component", async () => {
    const { lens, vault, usdc, components } = use();
    const state = await lens.indexState(vault);
    expect(state.components.map(({ token }) => token)).to.deep.equal(components);
    expect(state.components.map(({ held }) => held)).to.deep.equal([...(await vault.holdings())]);
    expect(state.supply).to.equal(await vault.totalSupply());
    expect(state.basketId).to.equal(await vault.basketId());
    expect(state.usdc).to.equal(await usdc.getAddress());
    expect(state.lossAvailable).to.equal(await vault.lossAvailable());
    expect(state.epoch).to.deep.equal(await vault.epoch());
    expect(state.regime).to.deep.equal(await vault.regime());
    const [, units] = await vault.basket(1n);
    expect(state.components.map(({ target }) => target)).to.deep.equal(
      units.map((unit) => (unit * state.supply) / UNIT_SCALE),
    );
  });

  it("shows status, kind and decimals of each component as registry and token say them", async () => {
    const { lens, vault, registry, ethers } = use();
    const { components } = await lens.indexState(vault);
    expect(new Set(components.map(({ decimals }) => decimals)).size > 3).to.equal(true);
    for (const { token, status, stable, decimals } of components) {
      const listing = await registry.component(token);
      const { decimals: own } = await ethers.getContractAt("MockERC20", token);
      expect([status, stable, decimals]).to.deep.equal([
        listing.status,
        listing.stable,
        await own(),
      ]);
    }
  });

  it("adds up NAV, weights and ages", async () => {
    const { lens, vault, networkHelpers } = use();
    const state = await lens.indexState(vault);
    expect(state.navComplete).to.equal(true);
    expect(state.nav > 18_999n * UOA && state.nav <= 19_000n * UOA, `${state.nav}`).to.equal(true);
    expect(state.navPerShare).to.equal((state.nav * WAD) / state.supply);
    const weights = state.components.reduce((sum, { weight }) => sum + weight, 0n);
    expect(WAD - weights < 10n).to.equal(true);
    const now = BigInt(await networkHelpers.time.latest());
    expect(state.oldestPriceAt > now - DAY && state.oldestPriceAt <= now).to.equal(true);
  });

  for (const [fault, name] of [
    [READ.revert, "reverts"],
    [READ.burnGas, "burns its gas"],
    [READ.returnBomb, "returns a megabyte"],
    [READ.overstate, "lies"],
  ] as const) {
    it(`marks a component whose balance ${name}, and shows the others`, async () => {
      const { lens, vault, odd, components } = use();
      await odd.setReadFault(fault);
      const state = await lens.indexState(vault, { gasLimit: 2n ** 24n });
      const at = components.indexOf(await odd.getAddress());
      expect(state.components[at].readable).to.equal(false);
      expect(state.navComplete).to.equal(false);
      expect(state.nav > 17_999n * UOA).to.equal(true);
    });
  }

  it("P-1 marks prices that are too old as unknown, never as zero of a complete NAV", async () => {
    const { lens, vault, networkHelpers } = use();
    const before = await lens.indexState(vault);
    await networkHelpers.time.increase(2n * DAY);
    const state = await lens.indexState(vault);
    expect(state.navComplete).to.equal(false);
    expect([state.nav, state.navPerShare, state.oldestPriceAt]).to.deep.equal([0n, 0n, 0n]);
    state.components.forEach(({ price, pricedAt, listed }, at) => {
      expect([price, listed]).to.deep.equal([0n, true]);
      expect(pricedAt).to.equal(before.components[at].pricedAt);
    });
  });

  it("marks a feed that reverts or burns its gas, and shows the others", async () => {
    const { lens, vault, market, networkHelpers, ethers } = use();
    const alpha = market.names.get("alpha")!;
    for (const code of ["0x5f5ffd", "0xfe", "0x5b5f56"]) {
      await networkHelpers.setCode(alpha.feed, code);
      const state = await lens.indexState(vault, { gasLimit: 2n ** 24n });
      const component = state.components.find(({ token }) => token === alpha.token)!;
      expect([component.price, component.pricedAt, component.value]).to.deep.equal([0n, 0n, 0n]);
      expect(component.held > 0n).to.equal(true);
      expect(state.navComplete).to.equal(false);
      expect(state.nav > 17_999n * UOA).to.equal(true);
    }
    expect(await ethers.provider.getCode(alpha.feed)).to.equal("0x5b5f56");
  });

  it("P-1 shows a price whose feed takes as much gas as the oracle gives it", async () => {
    const { lens, vault, odd, registry, ethers, components } = use();
    const slow = await ethers.deployContract("SlowFeed", [280_000n]);
    const code = await ethers.provider.getCode(slow);
    await ethers.provider.send("hardhat_setCode", [(await registry.feedOf(odd)).feed, code]);
    const state = await lens.indexState(vault, { gasLimit: 2n ** 24n });
    const component = state.components[components.indexOf(await odd.getAddress())];
    expect([component.price, component.pricedAt]).to.deep.equal([UOA ** 2n, state.timestamp]);
    expect(state.navComplete).to.equal(true);
  });

  it("reads pools with the ticks around their prices, and says where there is none", async () => {
    const { lens, usdc, odd, pools, market } = use();
    const alpha = market.names.get("alpha")!;
    const states = await lens.poolStates(
      [
        { tokenA: alpha.token, tokenB: usdc, fee: 3_000 },
        { tokenA: usdc, tokenB: odd, fee: 3_000 },
        { tokenA: odd, tokenB: usdc, fee: 500 },
      ],
      3_000,
    );
    expect(states.map(({ pool }) => pool)).to.deep.equal([
      alpha.pool,
      pools.odd,
      "0x0000000000000000000000000000000000000000",
    ]);
    const [deep, flat] = states;
    const positions = await market.operator.positionsOf(alpha.token);
    const expected = positions
      .flatMap(({ tickLower, tickUpper, liquidity }) => [
        [tickLower, liquidity],
        [tickUpper, -liquidity],
      ])
      .filter(([tick]) => tick >= deep.lowest && tick <= deep.highest)
      .toSorted((a, b) => Number(a[0] - b[0]));
    expect(deep.ticks.map((tick, at) => [tick, deep.liquidityNets[at]])).to.deep.equal(expected);
    expect(expected.length).to.equal(4);
    expect(flat.ticks).to.deep.equal([]);
    expect(deep.highest - deep.lowest).to.equal(6_000n);
  });

  it("L-4 shows what a person has, claims included", async () => {
    const { lens, vault, odd, router, signers, sale, components } = use();
    await odd.setReadFault(READ.revert);
    await vault.connect(signers.alice).approve(router, 10n * WAD);
    await router.connect(signers.alice).sell(await sale({ minUsdc: 0n }));
    const at = components.indexOf(await odd.getAddress());
    const [shares, claims, pending] = await lens.holderState(vault, signers.alice);
    expect(shares).to.equal(await vault.balanceOf(signers.alice));
    expect([claims[at], pending[at]]).to.deep.equal([0n, 10n * WAD]);
    expect((await lens.indexState(vault)).components[at].pendingShares).to.equal(10n * WAD);
  });
});
