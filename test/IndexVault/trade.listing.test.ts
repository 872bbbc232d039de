import { expect } from "chai";

import type { Listing } from "../../deploy/listComponents.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";

const BETA = 6_432_112_345_678n; // D8{usd/beta}
const ALPHA = 42n * 10n ** 8n; // D8{usd/alpha}
const IN_BETA = (ALPHA * 10n ** 18n) / BETA; // D18{beta/alpha}

/** An index in whose components somebody lists anew, in the middle of a trade, what has been announced. */
async function listingFixture() {
  const fixture = await basketFixture();
  const { ethers, registry, market, networkHelpers, vault, signers, usdc } = fixture;
  const alpha = market.names.get("alpha")!;
  const beta = market.names.get("beta")!;
  const inBeta = await ethers.deployContract("MockAggregator", [18, "ALPHA / BETA", IN_BETA]);
  const other = await ethers.deployContract("MockAggregator", [8, "ALPHA / USD", ALPHA]);
  const hostile = await ethers.deployContract("HostileExecutor");
  const timelock = await actAsTimelock(fixture);
  const plain = listingOf(alpha);
  const quoted = listingOf({ ...alpha, feed: await inBeta.getAddress(), answer: IN_BETA });
  quoted.quote = beta.token;
  const second: Listing = {
    ...plain,
    secondFeed: await other.getAddress(),
    secondHeartbeat: DAY,
    maxDivergence: WAD / 100n,
  };
  const refresh = async () => {
    await moveMarket(market, ROWS);
    await inBeta.setAnswer(IN_BETA);
    await other.setAnswer(ALPHA);
  };
  const announce = async (listing: Listing) => {
    await registry.connect(timelock).announceListings([listing]);
    await networkHelpers.time.increase(2n * DAY + 1n);
    await refresh();
  };
  const relist = async (listing: Listing) => {
    await announce(listing);
    await registry.list([listing]);
  };
  const start = async (part: bigint) => {
    await networkHelpers.time.increase(7n * DAY);
    await refresh();
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, { ...WEIGHTS, beta: WAD / 20n, alpha: part }));
  };
  const listStep = async (listing: Listing): Promise<Step> => ({
    target: await registry.getAddress(),
    data: registry.interface.encodeFunctionData("list", [[listing]]),
  });
  const trade = async (sell: string, buy: string, steps: Step[], signer = signers.keeper) =>
    vault.connect(signer).trade({
      epochNumber: (await vault.epoch()).number,
      executor: hostile,
      sells: [{ position: await positionOf(vault, sell), amount: 2n ** 255n }],
      buys: [{ position: await positionOf(vault, buy), amount: 2n ** 255n }],
      data: encodeSteps(steps),
    });
  const cash = await usdc.getAddress();
  const take = (token: string, amount: bigint) =>
    takeStep(fixture, token, amount, signers.stranger.address);
  const give = (token: string, amount: bigint) => deliverStep(fixture, token, amount);
  const room = async (token: string): Promise<bigint> => {
    const at = await positionOf(vault, token);
    const [, units] = await vault.basket(await vault.basketId());
    const held = (await vault.holdings())[at];
    const supply = await vault.totalSupply();
    return held - (units[at] * supply + UNIT_SCALE - 1n) / UNIT_SCALE;
  };
  return {
    ...fixture,
    hostile,
    alpha,
    beta,
    other,
    inBeta,
    cash,
    plain,
    quoted,
    second,
    refresh,
    announce,
    relist,
    start,
    listStep,
    trade,
    take,
    give,
    room,
  };
}

describe("IndexVault.trade whose executor lists what is due", () => {
  for (const who of ["keeper", "stranger"] as const)
    it(`E-3 P-1 prices what a ${who} sells by one feed, where it answered in a token before and in dollars now`, async () => {
      const fixture = await listingFixture();
      const { alpha, registry, vault, networkHelpers, signers, plain, cash } = fixture;
      await fixture.relist(fixture.quoted);
      await registry.connect(await actAsTimelock(fixture)).announceListings([plain]);
      await fixture.start(WAD / 10n); // nine days have passed: due, within its expiry
      if (who === "stranger") {
        await networkHelpers.time.increaseTo((await vault.fallbackFrom()) + 1n);
        await fixture.refresh();
      }
      const cents = 2n * 10n ** 4n; // {usdc} two cents
      const amount = await fixture.room(alpha.token);
      const steps = [
        await fixture.take(alpha.token, amount),
        await fixture.give(cash, cents),
        await fixture.listStep(plain),
      ];
      await expect(
        fixture.trade(alpha.token, cash, steps, signers[who]),
      ).to.be.revertedWithCustomError(vault, "InsufficientValue");
    });

  it("E-3 P-1 prices what it buys by one feed, where it answered in dollars before and in a token now", async () => {
    const fixture = await listingFixture();
    const { alpha, beta, registry, vault, quoted } = fixture;
    await fixture.relist(fixture.second);
    await registry.connect(await actAsTimelock(fixture)).announceListings([quoted]);
    await fixture.start((WAD * 30n) / 100n);
    const steps = [
      await fixture.take(beta.token, await fixture.room(beta.token)),
      await fixture.give(alpha.token, 600n), // {tok} two and a half cents
      await fixture.listStep(quoted),
    ];
    await expect(fixture.trade(beta.token, alpha.token, steps)).to.be.revertedWithCustomError(
      vault,
      "InsufficientValue",
    );
  });

  it("E-3 P-1 does not believe a feed that its second contradicts, where the trade drops the second", async () => {
    const fixture = await listingFixture();
    const { alpha, ethers, networkHelpers, other, plain, registry, vault, cash } = fixture;
    await fixture.relist(fixture.second);
    const cure: Listing = { ...plain, feed: await other.getAddress() };
    await registry.connect(await actAsTimelock(fixture)).announceListings([cure]);
    await networkHelpers.time.increase(3n * DAY); // a doubted feed's replacement waits nine days
    await fixture.start(WAD / 10n);
    const aggregator = await ethers.getContractAt("MockAggregator", alpha.aggregator);
    await aggregator.setAnswer((ALPHA * 9_524n) / 10_000n);
    const amount = await fixture.room(alpha.token);
    const honest = (amount * ALPHA) / 10n ** 8n; // {usdc} both have six decimals
    const steps = [
      await fixture.take(alpha.token, amount),
      await fixture.give(cash, (honest * 935n) / 1_000n),
      await fixture.listStep(cure),
    ];
    await expect(fixture.trade(alpha.token, cash, steps)).to.be.revertedWithCustomError(
      vault,
      "InsufficientValue",
    );
  });

  it("E-8 A-4 buys nothing that was restricted, though a listing announced before is due within the trade", async () => {
    const fixture = await listingFixture();
    const { alpha, beta, registry, vault, signers, plain } = fixture;
    await registry.connect(await actAsTimelock(fixture)).announceListings([plain]);
    await fixture.start((WAD * 30n) / 100n); // seven days later: due, within its expiry
    await registry.connect(signers.guardian).restrict(alpha.token);
    const buy = [
      await fixture.take(beta.token, 65_300n), // {tok} of $64,321, for one alpha of $42
      await fixture.give(alpha.token, 10n ** 6n),
    ];
    await expect(fixture.trade(beta.token, alpha.token, buy))
      .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
      .withArgs(alpha.token);
    await expect(fixture.trade(beta.token, alpha.token, [...buy, await fixture.listStep(plain)]))
      .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
      .withArgs(alpha.token);
  });

  it("E-3 P-2 counts the tier that is listed within a trade, as if it had been listed before", async () => {
    const fixture = await listingFixture();
    const { alpha, registry, vault, networkHelpers, signers, plain, cash } = fixture;
    const looser: Listing = { ...plain, slippage: WAD / 20n };
    await registry.connect(await actAsTimelock(fixture)).announceListings([looser]);
    await fixture.start(WAD / 10n);
    const amount = await fixture.room(alpha.token);
    const sell = [
      await fixture.take(alpha.token, amount),
      await fixture.give(cash, (amount * 42n * 9_510n) / 10_000n), // {usdc} 4.9 % less than it is worth
    ];
    await expect(fixture.trade(alpha.token, cash, sell)).to.be.revertedWithCustomError(
      vault,
      "InsufficientValue",
    );
    const losses: bigint[] = [];
    for (const within of [true, false]) {
      const snapshot = await networkHelpers.takeSnapshot();
      const steps = within ? [...sell, await fixture.listStep(looser)] : sell;
      if (!within) await registry.connect(signers.bob).list([looser]);
      await fixture.trade(alpha.token, cash, steps);
      losses.push((await vault.epoch()).loss);
      await snapshot.restore();
    }
    expect(losses[0]).to.equal(losses[1]);
    expect(losses[0]).to.be.greaterThan(0n);
  });
});

describe("IndexVault.trade while a guardian acts", () => {
  it("E-8 A-4 P-2 is held to what is frozen, restricted and tightened while its executor runs", async () => {
    const fixture = await listingFixture();
    const { alpha, beta, registry, roles, vault, ethers, oracle, plain } = fixture;
    await fixture.start((WAD * 30n) / 100n);
    await roles
      .connect(await actAsTimelock(fixture))
      .grantRole(ethers.id("GUARDIAN_ROLE"), fixture.hostile);
    const amount = (await fixture.room(beta.token)) / 4n;
    const fair = (amount * BETA) / 10n ** 2n / ALPHA; // {alpha} of 6 decimals for {beta} of 8, at one price
    const swap = [
      await fixture.take(beta.token, amount),
      await fixture.give(alpha.token, (fair * 999n) / 1_000n),
    ];
    const target = await registry.getAddress();
    const stepOf = (data: string): Step => ({ target, data });
    const freeze = (token: string) =>
      stepOf(registry.interface.encodeFunctionData("freeze", [token]));
    const restrict = (token: string) =>
      stepOf(registry.interface.encodeFunctionData("restrict", [token]));
    for (const [step, token] of [
      [freeze(beta.token), beta.token],
      [freeze(alpha.token), alpha.token],
      [restrict(alpha.token), alpha.token],
    ] as const) {
      await expect(fixture.trade(beta.token, alpha.token, [...swap, step]))
        .to.be.revertedWithCustomError(vault, "ComponentNotTradeable")
        .withArgs(token);
    }
    const tight = { ...plain, minAnswer: ALPHA * 2n, maxAnswer: ALPHA * 3n };
    const tighten = stepOf(registry.interface.encodeFunctionData("tighten", [alpha.token, tight]));
    await expect(
      fixture.trade(beta.token, alpha.token, [...swap, tighten]),
    ).to.be.revertedWithCustomError(oracle, "PriceOutOfBand");
    // What is sold may be restricted, and is sold.
    await fixture.trade(beta.token, alpha.token, [...swap, restrict(beta.token)]);
  });
});
