import type { ContractTransactionResponse } from "ethers";
import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { crowdFixture } from "../fixtures/crowdFixture.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const ANSWER = 10n ** 8n; // {usd/token}, feed decimals
/** Legs of a purchase, so that its terms are read out of a book. */
const LEGS = 10;

/** The index of 128 components, and how to buy ten of them, ten dollars' worth of each. */
async function bookedFixture() {
  const fixture = await crowdFixture();
  const { ethers, registry, vault, usdc, odd, components, signers, market } = fixture;
  const executor = await ethers.deployContract("HostileExecutor");
  const bought = components.filter((token) => odd.slice(0, LEGS).some((o) => o.target === token));
  const money = await usdc.getAddress();

  /** What has `bought` traded, with `steps` of the executor's before it delivers. */
  async function buy(
    steps: readonly Step[] = [],
    price = 10n * DOLLAR, // {usdc} of each
  ): Promise<ContractTransactionResponse> {
    const value = BigInt(LEGS) * price;
    const taken = await takeStep(fixture, money, value, signers.stranger.address);
    const delivered = [];
    for (const token of bought) delivered.push(await deliverStep(fixture, token, 10n * WAD));
    const buys = [];
    for (const token of bought)
      buys.push({ position: await positionOf(vault, token), amount: 10n * WAD });
    return vault.connect(signers.keeper).trade({
      epochNumber: (await vault.epoch()).number,
      executor,
      sells: [{ position: await positionOf(vault, money), amount: value }],
      buys,
      data: encodeSteps([taken, ...steps, ...delivered]),
    });
  }

  /** Lets time pass, after which every feed answers anew. */
  async function wait(seconds: bigint): Promise<void> {
    await fixture.networkHelpers.time.increase(seconds);
    const { feed } = await registry.feedOf(bought[0]);
    await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(ANSWER);
    await moveMarket(market, ROWS);
  }

  const publication = async (): Promise<Step> => ({
    target: await registry.getAddress(),
    data: registry.interface.encodeFunctionData("publishBook", [components]),
  });
  return { ...fixture, bought, buy, wait, publication };
}

describe("A start and a trade by the registry's book", () => {
  const use = useFixture(bookedFixture);

  /** Everything that a call of the vault says, and its gas, at the same time with a book as without. */
  async function withAndWithout(call: () => Promise<ContractTransactionResponse>) {
    const { networkHelpers, registry, components, vault, signers } = use();
    const at = (await networkHelpers.time.latest()) + 60;
    const said = [];
    for (const booked of [false, true]) {
      const snapshot = await networkHelpers.takeSnapshot();
      if (booked) await registry.connect(signers.stranger).publishBook(components);
      await networkHelpers.time.setNextBlockTimestamp(at);
      const receipt = (await (await call()).wait())!;
      const logs = receipt.logs.filter(({ address }) => address === vault.target);
      const events = logs.map(({ topics, data }) => [topics, data]);
      said.push({
        events,
        gas: receipt.gasUsed,
        basket: await vault.basket(await vault.basketId()),
      });
      await snapshot.restore();
    }
    return said;
  }

  it("P-2 E-2 start the same epoch, for less", async () => {
    const { vault, wait, order, signers, networkHelpers } = use();
    await wait(6n * DAY);
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const [plain, booked] = await withAndWithout(async () =>
      vault.connect(signers.strategist).startEpoch({ ...order, deadline }, { gasLimit: 2n ** 24n }),
    );
    expect(booked.events).to.deep.equal(plain.events);
    expect(booked.basket).to.deep.equal(plain.basket);
    expect(plain.events.length).to.be.greaterThan(0);
    expect(booked.gas).to.be.lessThan(plain.gas);
  });

  it("P-2 E-3 trade the same, for less", async () => {
    const { buy } = use();
    const [plain, booked] = await withAndWithout(async () => buy());
    expect(booked.events).to.deep.equal(plain.events);
    expect(plain.events.length).to.be.greaterThan(0);
    expect(booked.gas).to.be.lessThan(plain.gas);
  });

  it("P-2 E-3 gains an executor nothing that publishes one in the middle of its trade", async () => {
    const { buy, publication, vault, registry, ethers, networkHelpers } = use();
    const at = (await networkHelpers.time.latest()) + 60;
    const said = [];
    for (const steps of [[], [await publication()]]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(at);
      const { logs } = (await (await buy(steps)).wait())!;
      const published = (await registry.book()) !== ethers.ZeroAddress;
      expect(published).to.equal(steps.length > 0);
      said.push(logs.filter(({ address }) => address === vault.target).map(({ data }) => data));
      await snapshot.restore();
    }
    expect(said[1]).to.deep.equal(said[0]);
  });

  for (const [how, stop] of [
    ["restricted", "restrict"],
    ["frozen", "freeze"],
  ] as const) {
    it(`P-2 A-3 refuse what was ${how} after the book was published`, async () => {
      const { registry, vault, buy, bought, components, signers } = use();
      await registry.publishBook(components);
      await registry.connect(signers.guardian)[stop](bought[4]);
      await expect(buy())
        .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
        .withArgs(bought[4]);
    });
  }

  it("P-2 E-3 trade by what is listed in the middle of it, not by the book from before", async () => {
    const fixture = use();
    const { registry, vault, buy, wait, bought, components, order, signers, networkHelpers } =
      fixture;
    const { feed } = await registry.feedOf(bought[0]);
    const listings = bought.map((token) => ({
      ...listingOf({ token, feed, tokenDecimals: 18 }),
      slippage: WAD / 100n,
    }));
    await registry.connect(await actAsTimelock(fixture)).announceListings(listings);
    await wait(6n * DAY);
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    await vault
      .connect(signers.strategist)
      .startEpoch({ ...order, deadline }, { gasLimit: 2n ** 24n });
    await registry.publishBook(components);
    const price = (10n * DOLLAR * 1015n) / 1000n; // within 2 %, the tier before, and not within 1 %
    const data = registry.interface.encodeFunctionData("list", [listings]);
    const list = { target: await registry.getAddress(), data };
    await expect(buy([list], price)).to.be.revertedWithCustomError(vault, "InsufficientValue");
    await expect(buy([], price)).to.emit(vault, "TradeExecuted");
  });
});
