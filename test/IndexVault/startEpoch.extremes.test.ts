import { expect } from "chai";

import { probeToken } from "../../deploy/probeToken.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { FAULT, pass, PRICE_BASE } from "../fixtures/epochSetting.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const DOLLAR = 10n ** 6n;
const MOST_READ = 2n ** 160n - 1n; // {tok} a balance over it counts as unreadable

/** An index of 10,000 USDC in a hundredth of a share, and a listed token of which it was given all that can be read. */
async function inflated(fixture: IndexFixture, decimals: number) {
  const { ethers, signers } = fixture;
  const vault = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
  const liar = await ethers.deployContract("MockERC20", ["Liar", "LIAR", decimals]);
  await addComponents(fixture, [{ token: liar, tokenDecimals: decimals }]);
  await liar.mint(vault, MOST_READ);
  const token = await liar.getAddress();
  const third = (WAD * 3n) / 10n;
  const plain = await epochOrder(fixture, { alpha: third }, { regime: REGIME.bear });
  return { vault: vault.connect(signers.strategist), liar, order: withComponent(plain, token) };
}

describe("IndexVault.startEpoch", () => {
  describe("of figures at the end of their range", () => {
    const use = useFixture(indexFixture);

    it("M-1 E-2 carries a frozen component with the greatest balance that can be read, and counts nothing of it", async () => {
      const { registry, signers, market } = use();
      const { vault, liar, order } = await inflated(use(), 18);
      await registry.connect(signers.guardian).freeze(liar);
      await vault.startEpoch(order);
      const { components, units, carried } = await vault.basket(1n);
      const at = components.indexOf(liar.target as string);
      expect(carried).to.equal(1n << BigInt(at));
      expect(units[at]).to.equal(0n);
      const alpha = components.indexOf(market.names.get("alpha")!.token);
      // $3,000 of alpha at $42, with 6 decimals, in a hundredth of a share
      const target = (units[alpha] * 10n ** 16n) / UNIT_SCALE;
      expect(target).to.equal((3_000n * 10n ** 6n) / 42n);
    });

    for (const restricted of [false, true]) {
      const what = restricted ? "sell-only" : "buyable";
      it(`M-1 E-2 starts with a ${what} component with the greatest balance that can be read`, async () => {
        const { registry, signers, networkHelpers } = use();
        const { vault, liar, order } = await inflated(use(), 0);
        if (restricted) await registry.connect(signers.guardian).restrict(liar);
        await vault.startEpoch(order);
        expect((await vault.basket(1n)).carried).to.equal(0n);
        await networkHelpers.time.increaseTo((order.deadline as bigint) + 1n);
        await vault.closeEpoch();
        await vault.connect(signers.alice).redeem(10n ** 15n, signers.alice, signers.alice);
      });
    }

    it("M-1 E-2 starts with a component of 27 decimals at the least price", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const vault = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
      const token = await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", 27]);
      const feed = await ethers.deployContract("MockAggregator", [18, "CHEAP / USD", 1n]);
      await addComponents(fixture, [{ token, tokenDecimals: 27, feed }]);
      await feed.setAnswer(1n);
      await token.mint(vault, 10n ** 45n); // a dollar's worth
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      await vault
        .connect(signers.strategist)
        .startEpoch(withComponent(order, await token.getAddress()));
      const { components, carried } = await vault.basket(1n);
      expect([components.length, carried]).to.deep.equal([2, 0n]);
    });

    it("M-1 E-2 starts with a component whose price is the least that can be told", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const deploy = async (decimals: number, answer: bigint) => ({
        token: await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", decimals]),
        feed: await ethers.deployContract("MockAggregator", [18, "CHEAP", answer]),
      });
      const [quote, base] = [await deploy(18, 10n ** 9n), await deploy(27, 1n)];
      await addComponents(fixture, [
        { ...quote, tokenDecimals: 18 },
        { ...base, tokenDecimals: 27, terms: { quote: await quote.token.getAddress() } },
      ]);
      await quote.feed.setAnswer(10n ** 9n);
      await base.feed.setAnswer(1n);
      const weight = WAD / 100n;
      const overrides = { weights: [WAD - weight], regime: REGIME.bear };
      const order = await epochOrder(fixture, {}, overrides);
      const token = await base.token.getAddress();
      const vault = (await createIndex(fixture)).connect(signers.strategist);
      const started = await vault.startEpoch(withComponent(order, token, weight));
      const { record } = await startedRecord(vault, started);
      expect(record.prices[record.components.indexOf(token)]).to.equal(1n);
      expect((await vault.basket(1n)).carried).to.equal(0n);
    });

    it("M-1 E-2 starts where the value of a component is the first that overflows a word once divided", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const answer = 10n ** 19n; // D8{usd/token}
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
      const feed = await ethers.deployContract("MockAggregator", [8, "DEAR / USD", answer]);
      await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
      await feed.setAnswer(answer);
      const price = answer * 10n ** 46n; // {uoa} per PRICE_BASE {tok}
      const held = (PRICE_BASE << 256n) / price + 1n; // {tok}
      expect((held * price) >> 256n).to.equal(PRICE_BASE);
      const vault = (await createIndex(fixture)).connect(signers.strategist);
      await token.mint(vault, held);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const at = await token.getAddress();
      const { record } = await startedRecord(
        vault,
        await vault.startEpoch(withComponent(order, at)),
      );
      expect(record.prices[record.components.indexOf(at)]).to.equal(price);
    });

    it("M-1 E-2 has no target for a sell-only component so dear that the smallest fraction of it is too much", async () => {
      const fixture = use();
      const { ethers, signers, registry } = fixture;
      const answer = 10n ** 28n; // D8{usd/token}
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
      const feed = await ethers.deployContract("MockAggregator", [8, "DEAR / USD", answer]);
      await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
      await feed.setAnswer(answer);
      await registry.connect(signers.guardian).restrict(token);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const at = await token.getAddress();
      const vault = (await createIndex(fixture)).connect(signers.strategist);
      await token.mint(vault, 1n);
      const { record } = await startedRecord(
        vault,
        await vault.startEpoch(withComponent(order, at)),
      );
      const position = record.components.indexOf(at);
      expect([record.prices[position] > 0n, record.units[position]]).to.deep.equal([true, 0n]);
    });

    it("E-2 rounds the target of a sell-only component of which one is held down, to less than that one", async () => {
      const fixture = use();
      const { ethers, signers, registry } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
      const feed = await ethers.deployContract("MockAggregator", [0, "DEAR / USD", 1_000n]);
      await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
      await feed.setAnswer(1_000n);
      const at = await token.getAddress();
      const index = await createIndex(fixture);
      await index.connect(signers.alice).redeem(1n, signers.alice, signers.alice);
      const orderOf = async () => {
        const plain = await epochOrder(fixture, {}, { weights: [WAD - WAD / 4n] });
        return { ...withComponent(plain, at, WAD / 4n), regime: REGIME.bear };
      };
      const vault = index.connect(signers.strategist);
      await vault.startEpoch(await orderOf());
      await token.mint(index, 1n);
      await pass(fixture, 7n * DAY);
      await feed.setAnswer(1_000n);
      await registry.connect(signers.guardian).restrict(token);
      const { record } = await startedRecord(vault, await vault.startEpoch(await orderOf()));
      const position = record.components.indexOf(at);
      const supply = await vault.totalSupply();
      expect(UNIT_SCALE % supply).to.be.greaterThan(0n);
      const full = (record.navPerShare * WAD * PRICE_BASE) / record.prices[position];
      const weight = ((UNIT_SCALE / supply) * WAD) / full;
      expect(record.units[position]).to.equal((full * weight) / WAD);
      expect((record.units[position] * supply) / UNIT_SCALE).to.equal(0n);
    });

    it("E-2 starts at a NAV per share of one, which is all of one component where no other has a price", async () => {
      const fixture = use();
      const { ethers, signers, market } = fixture;
      const token = await ethers.deployContract("MockERC20", ["Any", "ANY", 18]);
      const [feed] = await addComponents(fixture, [{ token, tokenDecimals: 18 }]);
      const vault = (await createIndex(fixture)).connect(signers.strategist);
      const orderOf = async () =>
        withComponent(
          await epochOrder(fixture, {}, { weights: [WAD - WAD / 4n], regime: REGIME.bear }),
          await token.getAddress(),
          WAD / 4n,
        );
      await vault.startEpoch(await orderOf());
      await pass(fixture, 7n * DAY);
      await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
      const aggregator = await market.usdcFeed.aggregator();
      await (await ethers.getContractAt("MockAggregator", aggregator)).setFault(FAULT.zero);
      const order = await orderOf();
      const least = (await vault.totalSupply()) / WAD; // {tok} of which each is worth 1 {uoa}
      await token.mint(vault, least - 1n);
      await expect(vault.startEpoch(order)).to.be.revertedWithCustomError(vault, "NavUnknown");
      await token.mint(vault, 1n);
      const { record } = await startedRecord(vault, await vault.startEpoch(order));
      expect([record.navPerShare, record.navComplete]).to.deep.equal([1n, false]);
      expect((await vault.epoch()).budgetNavPerShare).to.equal(1n);
    });

    it("E-4 counts a component whose price ran away for what its maximum weight lets it, to the last digit", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const [low, high] = [10n ** 8n, 10n ** 13n]; // D8{usd/token}
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 18]);
      const feed = await ethers.deployContract("MockAggregator", [8, "DEAR / USD", low]);
      const terms = { minAnswer: low, maxAnswer: high };
      await addComponents(fixture, [{ token, tokenDecimals: 18, feed, terms }]);
      const index = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
      const vault = index.connect(signers.strategist);
      const orderOf = async () =>
        withComponent(
          await epochOrder(fixture, {}, { weights: [WAD - WAD / 4n], regime: REGIME.bear }),
          await token.getAddress(),
          WAD / 4n,
        );
      await feed.setAnswer(low);
      await vault.startEpoch(await orderOf());
      await token.mint(vault, 2_000n * WAD); // less than its target
      await pass(fixture, 7n * DAY);
      await feed.setAnswer(high);
      const { record } = await startedRecord(vault, await vault.startEpoch(await orderOf()));
      const rest = 10_000n * WAD; // {uoa} of which a last digit is a hundred in a hundredth of a share
      expect(record.navPerShare).to.equal(2n * rest * 100n);
      expect((await vault.epoch()).budgetNavPerShare).to.equal((rest + (rest * 32n) / 68n) * 100n);
    });

    it("E-2 rounds down what a weight of one stands for, though no word holds the product, and keeps 88 digits of it", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const answer = 2_345_678_901_234_561n; // D18{usd/token}
      const token = await ethers.deployContract("MockERC20", ["Any", "ANY", 0]);
      const feed = await ethers.deployContract("MockAggregator", [18, "ANY / USD", answer]);
      await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
      await feed.setAnswer(answer);
      const full = 10n ** 42n / answer; // D36{tok/share} = D18{usd/share} * 10^36 / D18{usd/token}
      expect([full >> 88n, full & 3n], "a digit too many, and odd").to.deep.equal([1n, 3n]);
      const index = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
      const vault = index.connect(signers.strategist);
      const plain = await epochOrder(fixture, {}, { weights: [WAD - WAD / 4n] });
      const order = withComponent(plain, await token.getAddress(), WAD / 4n);
      const { record } = await startedRecord(
        vault,
        await vault.startEpoch({ ...order, regime: REGIME.bear }),
      );
      const at = record.components.indexOf(await token.getAddress());
      expect(record.units[at]).to.equal((full - 1n) / 4n);
    });

    it("E-4 tells the NAV of a hundredth of a share to its last digit", async () => {
      const fixture = use();
      const { signers } = fixture;
      const index = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
      const vault = index.connect(signers.strategist);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const { record } = await startedRecord(vault, await vault.startEpoch(order));
      expect(record.navPerShare).to.equal(1_000_000n * WAD);
      expect((await vault.epoch()).budgetNavPerShare).to.equal(1_000_000n * WAD);
    });

    it("refuses the index's own share as a component", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      await probeToken(fixture.registry, signers.alice, await vault.getAddress(), 10_000n);
      await addComponents(fixture, [{ token: vault, tokenDecimals: 18 }]);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const own = await vault.getAddress();
      await expect(vault.connect(signers.strategist).startEpoch(withComponent(order, own)))
        .to.be.revertedWithCustomError(vault, "ComponentNotListed")
        .withArgs(own);
    });
  });
});
