import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { FAULT, pass, PRICE_BASE } from "../fixtures/epochSetting.ts";
import { greatestDust } from "../fixtures/greatestDust.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { withComponent } from "../fixtures/withComponent.ts";

type Id = keyof typeof WEIGHTS;

const MAXIMUM = (WAD * 5n) / 10_000n; // {1} of NAV that drops out in one start

/** The weights without some components, whose parts go to USDC. */
const without = (...ids: readonly Id[]): Record<string, bigint> =>
  Object.fromEntries(
    Object.entries(WEIGHTS).map(([name, weight]) => [name, ids.includes(name as Id) ? 0n : weight]),
  );

describe("IndexVault.startEpoch, of what is called dust", () => {
  const use = useFixture(basketFixture);
  const start = () => use().vault.connect(use().signers.strategist).startEpoch;

  /** Lists components again with as much dust as a listing can say, a week later. */
  async function callAnythingDust(...ids: readonly Id[]) {
    const fixture = use();
    const { registry, networkHelpers, market, ethers } = fixture;
    const names = ids.map((id) => market.names.get(id)!);
    const admin = registry.connect(await actAsTimelock(fixture));
    const listings = names.map((name) => ({ ...listingOf(name), dust: 2n ** 128n - 1n }));
    await admin.announceListings(listings);
    await networkHelpers.time.increase(7n * DAY);
    await registry.list(listings);
    await moveMarket(market, ROWS);
    return Promise.all(names.map(({ token }) => ethers.getContractAt("MockERC20", token)));
  }

  /** Takes a component away from the index until `left` {tok} is left. */
  async function leave(
    token: Awaited<ReturnType<typeof callAnythingDust>>[number],
    left: bigint,
    vault = use().vault,
  ): Promise<void> {
    const { networkHelpers, ethers, signers } = use();
    await networkHelpers.impersonateAccount(vault.target as string);
    await networkHelpers.setBalance(vault.target as string, WAD);
    const owner = await ethers.getSigner(vault.target as string);
    await token.connect(owner).transfer(signers.bob, (await token.balanceOf(vault)) - left);
  }

  it("E-18 V-6 drops no component for a listing that calls all of it dust", async () => {
    const fixture = use();
    const [alpha] = await callAnythingDust("alpha");
    const transaction = await start()(await epochOrder(fixture, without("alpha")));
    await expect(transaction).not.to.emit(fixture.vault, "LossConsumed");
    expect(await positionOf(fixture.vault, alpha)).not.to.equal(-1);
  });

  it("E-18 drops what is worth five hundredths of a percent of NAV, and not a unit more, as a loss", async () => {
    const fixture = use();
    const { vault, networkHelpers } = fixture;
    const [delta] = await callAnythingDust("delta");
    const most = await greatestDust(fixture, await delta.getAddress(), MAXIMUM);
    const order = await epochOrder(fixture, without("delta"));
    const snapshot = await networkHelpers.takeSnapshot();
    await leave(delta, most + 1n);
    await expect(start()(order)).not.to.emit(vault, "LossConsumed");
    expect(await positionOf(vault, delta)).not.to.equal(-1);
    await snapshot.restore();

    await leave(delta, most);
    const available = fixture.creation.weeklyLossCap;
    await expect(start()(order)).to.emit(vault, "LossConsumed").withArgs(2n, MAXIMUM);
    expect(await positionOf(vault, delta)).to.equal(-1);
    expect((await vault.epoch()).loss).to.equal(MAXIMUM);
    expect(await vault.lossAvailable()).to.equal(available - MAXIMUM);
  });

  it("E-18 keeps at target zero what does not fit beside what drops out in the same start", async () => {
    const fixture = use();
    const { vault, usdc } = fixture;
    const tokens = await callAnythingDust("alpha", "gamma", "delta");
    const part = (MAXIMUM * 3n) / 10n; // of NAV before the others leave: of three, two fit
    await usdc.mint(vault, 5_700n * 10n ** 6n); // as much as leaves
    for (const token of tokens)
      await leave(token, await greatestDust(fixture, await token.getAddress(), part));
    const third = (WAD * 32n) / 100n;
    const weights = { ...without("alpha", "gamma", "delta"), beta: third, omega: third };
    await start()(await epochOrder(fixture, weights));
    const positions = await Promise.all(tokens.map((token) => positionOf(vault, token)));
    expect(positions.filter((position) => position === -1).length).to.equal(2);
    const [kept] = positions.filter((position) => position !== -1);
    expect((await vault.basket(2n)).units[kept]).to.equal(0n);
    expect((await vault.epoch()).loss).to.be.within(2n * part, MAXIMUM);
  });

  it("E-4 E-18 drops a trifle although what dropped before it used up the budget, and charges nothing for it", async () => {
    const fixture = use();
    const { vault, networkHelpers } = fixture;
    const tokens = (await callAnythingDust("gamma", "delta")).toSorted((a, b) =>
      BigInt(a.target as string) < BigInt(b.target as string) ? -1 : 1,
    );
    const [first, second] = tokens;
    const order = await epochOrder(fixture, without("gamma", "delta"));
    await leave(second, 0n);
    await leave(first, await greatestDust(fixture, await first.getAddress(), MAXIMUM));
    const snapshot = await networkHelpers.takeSnapshot();
    await second.mint(vault, 1n);
    await start()(order);
    expect(await Promise.all(tokens.map((token) => positionOf(vault, token)))).to.deep.equal([
      -1, -1,
    ]);
    expect((await vault.epoch()).loss).to.equal(MAXIMUM);
    await snapshot.restore();

    // A millionth of NAV is no trifle: $0.01 of some $10,000.
    await second.mint(vault, await greatestDust(fixture, await second.getAddress(), 10n ** 12n));
    await start()(order);
    expect((await positionOf(vault, second)) >= 0).to.equal(true);
  });

  it("E-4 E-18 drops a billionth of NAV beside a used-up budget, and keeps what is worth a unit more", async () => {
    const fixture = use();
    const { vault, networkHelpers } = fixture;
    const [first, second] = (await callAnythingDust("gamma", "delta")).toSorted((a, b) =>
      BigInt(a.target as string) < BigInt(b.target as string) ? -1 : 1,
    );
    const order = await epochOrder(fixture, without("gamma", "delta"));
    await leave(second, 0n);
    await leave(first, await greatestDust(fixture, await first.getAddress(), MAXIMUM));
    const most = await greatestDust(fixture, await second.getAddress(), 10n ** 9n);
    for (const [held, listed] of [
      [most, false],
      [most + 1n, true],
    ] as const) {
      const snapshot = await networkHelpers.takeSnapshot();
      await second.mint(vault, held);
      await start()(order);
      // What is left of the budget is the first one's part of the second one's value.
      expect((await vault.epoch()).loss).to.be.within(MAXIMUM - 10n ** 6n, MAXIMUM);
      expect((await positionOf(vault, second)) !== -1).to.equal(listed);
      await snapshot.restore();
    }
  });

  it("E-18 keeps dust listed that the loss budget has no room for", async () => {
    const base = use();
    const vault = await createIndex(base, { lossLimit: 10n ** 15n, weeklyLossCap: MAXIMUM / 2n });
    const fixture = { ...base, vault };
    const { signers, ethers, market } = fixture;
    const alpha = await ethers.getContractAt("MockERC20", market.names.get("alpha")!.token);
    const strategist = vault.connect(signers.strategist);
    const first = await epochOrder(fixture, { alpha: WAD / 20n }, { regime: REGIME.bear });
    await strategist.startEpoch(first);
    await alpha.mint(vault, 10n ** 7n); // $420 of $10,420, less than its target
    await callAnythingDust("alpha");
    const order = await epochOrder(fixture, { alpha: 0n }, { regime: REGIME.bear });
    for (const [part, listed] of [
      [MAXIMUM / 2n + MAXIMUM / 1_000n, true],
      [MAXIMUM / 2n, false],
    ] as const) {
      const snapshot = await fixture.networkHelpers.takeSnapshot();
      await leave(alpha, await greatestDust(fixture, await alpha.getAddress(), part), vault);
      await strategist.startEpoch(order);
      expect((await positionOf(vault, alpha)) !== -1).to.equal(listed);
      await snapshot.restore();
    }
  });

  it("E-18 measures what has no good price by its price of the last start, rounded down as a target is", async () => {
    const base = use();
    const { ethers, signers, networkHelpers } = base;
    const usdcAmount = 3n * 10n ** 22n; // of a cent a share: 3 * 10^36 {share}, of which the last digits of a price show
    const answer = 123_456_800n; // D8{usd/token}
    for (const [dust, divisor] of [
      [0n, 4n * 10n ** 6n],
      [2n ** 128n - 1n, 8_000n],
    ] as const) {
      const snapshot = await networkHelpers.takeSnapshot();
      const vault = await createIndex(base, { usdcAmount, sharePrice: 10n ** 4n });
      const fixture = { ...base, vault };
      const feed = await ethers.deployContract("MockAggregator", [8, "ANY / USD", answer]);
      const token = await ethers.deployContract("MockERC20", ["Any", "ANY", 18]);
      await addComponents(fixture, [{ token, tokenDecimals: 18, feed, terms: { dust } }]);
      await feed.setAnswer(answer);
      const strategist = vault.connect(signers.strategist);
      await token.mint(vault, usdcAmount * 10n ** 10n);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const { record } = await startedRecord(
        vault,
        await strategist.startEpoch(withComponent(order, await token.getAddress())),
      );

      const full = (record.navPerShare * 10n ** 54n) / (answer * 10n ** 28n); // D36{tok/share}
      const cut = BigInt(full.toString(2).length - 88);
      const most = 3n * (((full >> cut) << cut) / divisor); // {tok}
      await pass(fixture, 7n * DAY);
      await feed.setFault(FAULT.zero);
      const plain = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const leaving = withComponent(plain, await token.getAddress());
      const before = await networkHelpers.takeSnapshot();
      await leave(token, most + 1n, vault);
      await strategist.startEpoch(leaving);
      expect(await positionOf(vault, token)).not.to.equal(-1);
      await before.restore();
      await leave(token, most, vault);
      await strategist.startEpoch(leaving);
      expect((await vault.basket(2n)).components).to.deep.equal([base.usdc.target]);
      await snapshot.restore();
    }
  });

  it("E-18 drops what has the least price that an oracle can tell, though it had none at the last start", async () => {
    const base = use();
    const { ethers, signers, oracle } = base;
    const deploy = async (decimals: number, answer: bigint) => ({
      token: await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", decimals]),
      feed: await ethers.deployContract("MockAggregator", [18, "CHEAP", answer]),
      tokenDecimals: decimals,
    });
    const [quote, cheap] = [await deploy(18, 10n ** 9n), await deploy(27, 1n)];
    const token = await cheap.token.getAddress();
    const terms = { quote: await quote.token.getAddress() };
    await addComponents(base, [quote, { ...cheap, terms }]);
    await quote.feed.setAnswer(10n ** 9n);
    await cheap.feed.setFault(FAULT.zero);
    const vault = await createIndex(base);
    await cheap.token.mint(vault, 1n);
    const start = async () => {
      const plain = await epochOrder(base, {}, { regime: REGIME.bear });
      return vault.connect(signers.strategist).startEpoch(withComponent(plain, token));
    };
    await start();
    expect((await vault.basket(1n)).carried).to.equal(1n << BigInt(await positionOf(vault, token)));

    await pass(base, 7n * DAY);
    await cheap.feed.setFault(FAULT.none);
    await cheap.feed.setAnswer(1n);
    await quote.feed.setAnswer(10n ** 9n);
    expect(await oracle.getQuote(PRICE_BASE, token, US_DOLLAR)).to.equal(1n);
    await start();
    expect((await vault.basket(2n)).components).to.deep.equal([base.usdc.target]);
  });
});
