import { expect } from "chai";

import { moveMarket } from "../../market/moveMarket.ts";
import { registryFixture } from "../ComponentRegistry/registryFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const COUNT = 6;
const EACH = WAD / 50n;
const TOGETHER = WAD / 10n;
const PART = (WAD * 3n) / 10n;
const DOLLAR = 10n ** 8n;
const RUNAWAY = 10n ** 5n * DOLLAR; // D8{usd/token}

/** Six new components at a dollar, of which the first is a stablecoin. */
async function newFixture() {
  const fixture = await registryFixture();
  const { admin, registry, ethers, market, networkHelpers, vault, signers } = fixture;
  const feed = await ethers.deployContract("MockAggregator", [8, "ANY / USD", DOLLAR]);
  const band = { minAnswer: (DOLLAR * 96n) / 100n, maxAnswer: (DOLLAR * 104n) / 100n };
  const tokens = await Promise.all(
    Array.from({ length: COUNT }, () => ethers.deployContract("MockERC20", ["Any", "ANY", 18])),
  );
  await market.operator.probe(registry, tokens);
  const listings = await Promise.all(
    tokens.map(async (token, i) => ({
      ...fixture.listing,
      ...(i === 0 ? band : { minAnswer: DOLLAR, maxAnswer: RUNAWAY }),
      token: await token.getAddress(),
      feed: await feed.getAddress(),
      stable: i === 0,
    })),
  );
  await admin.announceListings(listings);
  await networkHelpers.time.increase(2n * DAY);
  await registry.list(listings);

  /** An order of alpha, beta and the new ones at these weights, when every feed has just answered. */
  const orderOf = async (weights: readonly bigint[], answer = DOLLAR) => {
    await moveMarket(market, ROWS);
    await feed.setAnswer(answer);
    const sum = weights.reduce((total, weight) => total + weight, 0n);
    const named = { alpha: PART, beta: PART };
    let order = await epochOrder(fixture, named, { regime: REGIME.bear });
    order.weights[order.weights.findIndex((weight) => weight !== PART)] = WAD - 2n * PART - sum;
    for (const [i, weight] of weights.entries())
      order = withComponent(order, listings[i].token, weight);
    return order;
  };
  /** Starts an epoch in which five of the new ones have a fiftieth each, and holds half of that of each a week later. */
  const hold = async (index: typeof vault) => {
    const order = await orderOf([0n, ...Array.from({ length: COUNT - 1 }, () => EACH)]);
    await index.connect(signers.strategist).startEpoch(order);
    for (const token of tokens.slice(1)) await token.mint(index, 100n * WAD);
    await networkHelpers.time.increase(7n * DAY);
  };
  return { ...fixture, tokens, orderOf, hold, strategist: vault.connect(signers.strategist) };
}

describe("IndexVault.startEpoch: what is new", () => {
  const use = useFixture(newFixture);

  it("E-2 P-2 weighs a tenth together at most, stablecoins among them, and not a unit more", async () => {
    const { strategist, orderOf, vault } = use();
    const five = Array.from({ length: COUNT - 1 }, () => EACH);
    await expect(strategist.startEpoch(await orderOf([...five, 1n])))
      .to.be.revertedWithCustomError(vault, "NewWeightTooHigh")
      .withArgs(TOGETHER + 1n, TOGETHER);
    await strategist.startEpoch(await orderOf([...five, 0n]));
  });

  it("E-2 P-2 weighs what it may once it is four weeks old, and what was always there never counts", async () => {
    const { strategist, orderOf, tokens, registry, networkHelpers } = use();
    await networkHelpers.time.increaseTo(await registry.newUntil(tokens[COUNT - 1]));
    await strategist.startEpoch(await orderOf(tokens.map(() => EACH)));
  });

  it("E-4 P-2 counts in NAV for what its joint maximum lets it, however much it is worth", async () => {
    const { strategist, orderOf, tokens, vault, hold } = use();
    await hold(vault);
    const honest = 10_000n * WAD; // {uoa} of USDC
    const { record } = await startedRecord(
      vault,
      await strategist.startEpoch(
        await orderOf(
          tokens.map(() => 0n),
          RUNAWAY,
        ),
      ),
    );
    const supply = await vault.totalSupply();
    const perShare = (honest * WAD) / supply;
    expect(record.navPerShare).to.be.within((perShare * 10n) / 8n - 1n, (perShare * 10n) / 8n + 1n);
    expect((await vault.epoch()).budgetNavPerShare).to.be.within(
      (perShare * 10n) / 9n - 1n,
      (perShare * 10n) / 9n + 1n,
    );
  });

  it("E-4 P-2 rounds what the new ones count for together down, to the last digit", async () => {
    const fixture = use();
    const { orderOf, tokens, signers, hold } = fixture;
    const index = await createIndex(fixture, { sharePrice: 10n ** 12n });
    const supply = await index.totalSupply(); // a hundredth of a share: one unit of account more is a hundred here
    const vault = index.connect(signers.strategist);
    await hold(vault);
    const { record } = await startedRecord(
      vault,
      await vault.startEpoch(
        await orderOf(
          tokens.map(() => 0n),
          RUNAWAY,
        ),
      ),
    );
    const known = 10_000n * WAD;
    expect([known % 9n, supply]).to.deep.equal([1n, WAD / 100n]);
    expect(record.navPerShare).to.equal((known + known / 4n) * 100n);
    expect((await vault.epoch()).budgetNavPerShare).to.equal((known + known / 9n) * 100n);
  });

  it("E-2 lets USDC weigh anything, whatever a guardian makes of its weight", async () => {
    const { strategist, orderOf, tokens, vault, registry, usdc, signers } = use();
    const { heartbeat, minAnswer, maxAnswer } = await registry.feedOf(usdc);
    const { slippage, dust } = await registry.component(usdc);
    const limits = { heartbeat, minAnswer, maxAnswer, maxDivergence: 0n };
    const tightened = { ...limits, slippage, maxWeight: WAD / 2n, dust };
    await registry.connect(signers.guardian).tighten(usdc, tightened);
    await strategist.startEpoch({ ...(await orderOf(tokens.map(() => 0n))), regime: 2n });
    expect((await vault.epoch()).open).to.equal(true);
  });

  it("E-4 counts USDC in full, whatever a guardian makes of its weight", async () => {
    const { strategist, orderOf, tokens, vault, registry, usdc, signers } = use();
    const { heartbeat, minAnswer, maxAnswer } = await registry.feedOf(usdc);
    const { slippage, dust } = await registry.component(usdc);
    const limits = { heartbeat, minAnswer, maxAnswer, maxDivergence: 0n };
    const tightened = { ...limits, slippage, maxWeight: WAD / 2n, dust };
    await registry.connect(signers.guardian).tighten(usdc, tightened);
    const { record } = await startedRecord(
      vault,
      await strategist.startEpoch(await orderOf(tokens.map(() => 0n))),
    );
    const held = await vault.holdings();
    const nav = record.prices.reduce((sum, price, i) => sum + (held[i] * price) / 10n ** 36n, 0n);
    expect(record.navPerShare).to.equal((nav * WAD) / (await vault.totalSupply()));
    expect((await vault.epoch()).budgetNavPerShare).to.equal(record.navPerShare);
  });

  it("E-4 P-2 counts in full while it is less than that", async () => {
    const { strategist, orderOf, tokens, vault, hold } = use();
    await hold(vault);
    const { record } = await startedRecord(
      vault,
      await strategist.startEpoch(await orderOf(tokens.map(() => 0n))),
    );
    const held = await vault.holdings();
    const nav = record.prices.reduce((sum, price, i) => sum + (held[i] * price) / 10n ** 36n, 0n);
    expect(record.navPerShare).to.equal((nav * WAD) / (await vault.totalSupply()));
    expect((await vault.epoch()).budgetNavPerShare).to.equal(record.navPerShare);
  });
});
