import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { pass } from "../fixtures/epochSetting.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const STABLE = {
  stable: true,
  minimumAnswer: 95n * 10n ** 6n,
  maximumAnswer: 105n * 10n ** 6n,
  maximumWeight: WAD / 2n,
};
const HONEST = 10n * WAD; // D18{uoa/share} 10,000 USDC in a thousand shares

/** An index of 10,000 USDC that may hold stablecoins only, and two more of them, which anybody mints. */
async function stableFixture() {
  const base = await indexFixture();
  const { ethers } = base;
  const vault = await createIndex(base, { maximumStableWeight: WAD, minimumInterval: DAY });
  const tokens = [
    await ethers.deployContract("MockERC20", ["One", "ONE", 18]),
    await ethers.deployContract("MockERC20", ["Two", "TWO", 6]),
  ];
  const additions = [
    { token: tokens[0], tokenDecimals: 18, terms: STABLE },
    { token: tokens[1], tokenDecimals: 6, terms: STABLE },
  ];
  const feeds = await addComponents(base, additions);
  const feed = await ethers.getContractAt("MockAggregator", feeds[0]);
  const strategist = vault.connect(base.signers.strategist);

  /** An order of USDC, both others and alpha, at weights of these per cents. */
  const orderOf = async (percent: readonly bigint[], regime: bigint) => {
    const [one, two] = await Promise.all(tokens.map((token) => token.getAddress()));
    const order = await epochOrder(base, {}, { regime });
    const cash = await base.usdc.getAddress();
    const alpha = base.market.names.get("alpha")!.token;
    const entries = [cash, one, two, alpha]
      .map((component, i) => ({ component, weight: (WAD * percent[i]) / 100n }))
      .toSorted((a, b) => (BigInt(a.component) < BigInt(b.component) ? -1 : 1));
    return {
      ...order,
      components: entries.map(({ component }) => component),
      weights: entries.map(({ weight }) => weight),
    };
  };
  return { ...base, vault, strategist, tokens, feed, orderOf };
}

describe("IndexVault.startEpoch: stablecoins in NAV", () => {
  const use = useFixture(stableFixture);

  it("E-4 E-2 counts one that anybody can mint for no more than all the others, however much was given", async () => {
    const { vault, strategist, tokens, orderOf, market } = use();
    await tokens[0].mint(vault, 10n ** 30n); // {tok} a million million dollars
    await strategist.startEpoch(await orderOf([88n, 10n, 0n, 2n], REGIME.bear));
    expect((await vault.epoch()).budgetNavPerShare).to.equal(2n * HONEST);
    const alpha = market.names.get("alpha")!.token;
    const [, units] = await vault.basket(1n);
    // {tok} six decimals: two per cent of twice the honest NAV, at $42
    const target =
      (units[await positionOf(vault, alpha)] * (await vault.totalSupply())) / UNIT_SCALE;
    expect(target).to.equal((400n * 10n ** 6n) / 42n);
  });

  it("E-2 counts 50, 30 and 20 % of three in full when a bear market ends", async () => {
    const { vault, strategist, tokens, orderOf, feed, market } = use();
    await tokens[0].mint(vault, 6_000n * WAD);
    await tokens[1].mint(vault, 4_000n * 10n ** 6n);
    await strategist.startEpoch(await orderOf([50n, 30n, 20n, 0n], REGIME.bear));
    expect((await vault.epoch()).budgetNavPerShare).to.equal(2n * HONEST);
    await pass(use(), 14n * DAY);
    await feed.setAnswer(10n ** 8n);
    await strategist.startEpoch(await orderOf([70n, 0n, 0n, 30n], REGIME.bull));
    expect((await vault.epoch()).budgetNavPerShare).to.equal(2n * HONEST);
    const alpha = market.names.get("alpha")!.token;
    const [, units] = await vault.basket(2n);
    const target =
      (units[await positionOf(vault, alpha)] * (await vault.totalSupply())) / UNIT_SCALE;
    expect(target).to.equal((6_000n * 10n ** 6n) / 42n);
  });
});
