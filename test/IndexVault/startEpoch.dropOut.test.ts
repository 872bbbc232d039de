import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { crowdFixture } from "../fixtures/crowdFixture.ts";
import { HOUR, pass } from "../fixtures/epochSetting.ts";
import type { ComponentId } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";

const PART = (WAD * 499n) / 1_000_000n; // {1} 4.99 bps
const BUDGET = WAD / 2_000n; // {1} 5 bps
const FOUR = ["alpha", "gamma", "delta", "omega"] as const;
const SMALL = Object.fromEntries(FOUR.map((id) => [id, PART]));
const NONE = Object.fromEntries(FOUR.map((id) => [id, 0n]));
const GAS = { gasLimit: 2n ** 24n };

/** An index that holds 4.99 bps of four components each, of which the registry calls five dollars' worth dust. */
async function dustyFixture() {
  const base = await indexFixture();
  const { market, registry, networkHelpers, signers } = base;
  const dollars = (id: ComponentId, decimals: number): bigint =>
    (5n * 10n ** BigInt(18 + decimals)) / ROWS.find((row) => row.id === id)!.price;
  const listings = [...market.names.values()].map((name) => ({
    ...listingOf(name),
    dust: dollars(name.id as ComponentId, name.tokenDecimals) + 1n,
  }));
  const admin = registry.connect(await actAsTimelock(base));
  await admin.announceListings(listings);
  await networkHelpers.time.increase(7n * DAY);
  await registry.list(listings);
  await moveMarket(market, ROWS);
  const vault = await createIndex(base, { maxStableWeight: WAD, minInterval: DAY });
  const fixture = { ...base, vault };
  const start = async (weights: Record<string, bigint>) =>
    vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
  await start(SMALL);
  await vault.connect(signers.keeper).trade(await fullTrade(fixture));
  return { ...fixture, start };
}

describe("IndexVault.startEpoch, of leavers of which little is left", () => {
  const use = useFixture(dustyFixture);

  it("E-18 drops one of four components of 4.99 bps, charges it to the loss budget, and keeps the others", async () => {
    const fixture = use();
    const { vault, start } = fixture;
    await pass(fixture, 2n * DAY);
    const available = await vault.lossAvailable();
    await expect(start(NONE)).to.emit(vault, "LossConsumed");
    const { loss } = await vault.epoch();
    expect(loss).to.be.within((BUDGET * 98n) / 100n, BUDGET);
    expect(available - (await vault.lossAvailable())).to.be.at.least(loss);
    const [components, units] = await vault.basket(2n);
    expect(components).to.have.length(4); // three, and USDC
    expect(units.filter((unit) => unit === 0n)).to.have.length(3);
  });

  it("E-18 a holder who leaves and comes back over a start gains no more than what was charged", async () => {
    const fixture = use();
    const { vault, usdc, market, ethers, signers, start } = fixture;
    await pass(fixture, 2n * DAY);
    await start(NONE);
    const { loss } = await vault.epoch();
    const nav = 10_000n * WAD;
    await vault.connect(signers.guardian).closeEpoch();
    await pass(fixture, DAY + HOUR);
    const supply = await vault.totalSupply();
    const shares = 99n * supply;
    const amounts = [...(await vault.previewIssue(shares))];
    const [components] = await vault.basket(await vault.basketId());
    const { stranger } = signers;
    const cash = await usdc.getAddress();
    const tokens = await Promise.all(
      [...market.names.values()].map(({ token }) => ethers.getContractAt("MockERC20", token)),
    );
    let before = 0n;
    for (const [i, component] of components.entries()) {
      const token = await ethers.getContractAt("MockERC20", component);
      await token.mint(stranger, amounts[i] + 10n);
      await token.connect(stranger).approve(vault, amounts[i] + 10n);
      before += await valueOf(fixture, component, amounts[i] + 10n);
    }
    await vault.connect(stranger).issue(
      shares,
      stranger,
      await vault.basketId(),
      amounts.map((amount) => amount + 10n),
    );
    await start(SMALL);
    await vault.connect(stranger).redeem(shares, stranger, stranger);
    let after = await valueOf(fixture, cash, await usdc.balanceOf(stranger));
    for (const token of tokens)
      after += await valueOf(fixture, token, await token.balanceOf(stranger));
    const gain = after > before ? after - before : 0n;
    expect(gain).to.be.lessThan((nav * loss) / WAD + 10n ** 12n);
  });

  it("E-18 drops one of four components of 4.99 bps in each start, until all are gone", async () => {
    const fixture = use();
    const { vault, start } = fixture;
    let listed = 5;
    for (let day = 0; day < 4; day++) {
      await pass(fixture, 2n * DAY);
      const rest = (await vault.basket(await vault.basketId())).components;
      const weights = Object.fromEntries(
        FOUR.filter((id) => rest.includes(fixture.market.names.get(id)!.token)).map((id) => [
          id,
          0n,
        ]),
      );
      await start(weights);
      listed -= 1;
      expect((await vault.epoch()).loss).to.be.within((BUDGET * 97n) / 100n, BUDGET);
      expect((await vault.basket(await vault.basketId())).components).to.have.length(listed);
    }
  });
});

describe("IndexVault.startEpoch, of a hundred leavers", function () {
  this.timeout(120_000);
  const use = useFixture(crowdFixture);

  it("E-18 drops as many of a hundred as fit 5 bps in all, and the start succeeds", async () => {
    const fixture = use();
    const { vault, odd, order, signers, registry, ethers, networkHelpers } = fixture;
    // Each leaver is a tenth of a hundredth of NAV: a donation of a cent keeps no component listed.
    for (const token of odd) await token.seize(vault, await token.balanceOf(vault));
    const nav = 10_000n * WAD;
    const held = (nav * 95n) / (100n * 1_000_000n); // {tok} 0.95 of a trifle each, at a dollar
    for (const token of odd) await token.mint(vault, held);
    await networkHelpers.time.increase(15n * DAY);
    await moveMarket(fixture.market, ROWS);
    const { feed } = await registry.feedOf(odd[0]);
    await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
    const cash = await fixture.usdc.getAddress();
    await vault.connect(signers.strategist).startEpoch(
      {
        ...order,
        weights: order.components.map((token) => (token === cash ? WAD : 0n)),
        regime: REGIME.bear,
        deadline: BigInt(await networkHelpers.time.latest()) + DAY,
      },
      GAS,
    );
    const { loss } = await vault.epoch();
    expect(loss).to.be.within(122n * 94n * 10n ** 10n, BUDGET);
    const { components } = await vault.basket(2n);
    for (const token of odd) expect(components).not.to.include(token.target);
  });

  it("E-9 J donations to 28 leavers every week for ten weeks block no start", async () => {
    const fixture = use();
    const { vault, odd, order, signers, registry, ethers, usdc, networkHelpers } = fixture;
    const { feed } = await registry.feedOf(odd[0]);
    const aggregator = await ethers.getContractAt("MockAggregator", feed);
    const cash = await usdc.getAddress();
    const targets = new Set(odd.slice(0, 94).map(({ target }) => target as string));
    for (let week = 0; week < 10; week++) {
      await networkHelpers.time.increase(7n * DAY);
      await moveMarket(fixture.market, ROWS);
      await aggregator.setAnswer(10n ** 8n);
      const [listed] = await vault.basket(await vault.basketId());
      const named = [...new Set([...listed, ...targets, cash])].toSorted((a, b) =>
        BigInt(a) < BigInt(b) ? -1 : 1,
      );
      const part = WAD / 200n;
      const next = {
        ...order,
        components: named,
        weights: named.map((token) =>
          token === cash ? WAD - 94n * part : targets.has(token) ? part : 0n,
        ),
        deadline: BigInt(await networkHelpers.time.latest()) + DAY,
      };
      // Right before the start somebody gives a cent of each leaver.
      for (const token of odd.slice(94, 122)) await token.mint(vault, 10n ** 16n);
      await vault.connect(signers.strategist).startEpoch(next, GAS);
      expect((await vault.epoch()).number).to.equal(2n + BigInt(week));
      await vault.connect(signers.guardian).closeEpoch(GAS);
    }
  });
});

describe("IndexVault.startEpoch, front-run by a donation", () => {
  const use = useFixture(indexFixture);

  it("E-15 a cent of a sold leaver stops no start", async () => {
    const fixture = use();
    const { vault, signers, market, ethers } = fixture;
    const start = async (weights: Record<string, bigint>) =>
      vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
    const weights = { beta: WAD / 4n, delta: WAD / 4n };
    await start({ ...weights, alpha: WAD / 4n });
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    await pass(fixture, 7n * DAY);
    await start({ ...weights, alpha: 0n, gamma: WAD / 4n });
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    const alpha = await ethers.getContractAt("MockERC20", market.names.get("alpha")!.token);
    for (const [cents, stays] of [
      [0n, false],
      [2n, true],
      [100n, true],
    ] as const) {
      await pass(fixture, 7n * DAY);
      await alpha.mint(vault, (cents * 10n ** 4n) / 42n + (cents > 0n ? 1n : 0n));
      await start({ ...weights, alpha: 0n, gamma: WAD / 4n });
      expect((await positionOf(vault, alpha)) >= 0).to.equal(stays);
      await vault.connect(signers.guardian).closeEpoch();
    }
  });
});
