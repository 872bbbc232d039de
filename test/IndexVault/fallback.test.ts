import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { BUDGETS, budgetFixture, FIFTH, FIVE } from "../fixtures/budgetFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const HOUR = 3_600n; // {s}
const TIERS = (WAD * 2n) / 100n + (WAD * 1n) / 1000n; // {1} alpha's and USDC's

describe("IndexVault.trade by strangers", () => {
  const use = useFixture(budgetFixture);

  it("E-12 A-2 is the keeper's alone for eight hours, and anyone's from then on", async () => {
    const { ethers, vault, buy, networkHelpers, signers } = use();
    const from = await vault.fallbackFrom();
    expect(from).to.equal((await vault.epoch()).startedAt + 8n * HOUR);
    const trade = await buy("alpha", 100n * DOLLAR, 2n * WAD, signers.stranger);
    await networkHelpers.time.setNextBlockTimestamp(from - 1n);
    await expect(trade.send())
      .to.be.revertedWithCustomError(vault, "MissingRole")
      .withArgs(signers.stranger, ethers.id("KEEPER_ROLE"));
    await networkHelpers.time.setNextBlockTimestamp(from);
    await expect(trade.send()).to.emit(vault, "TradeExecuted");
  });

  it("E-12 treats a keeper whom the guardian has blocked like any stranger", async () => {
    const { vault, buy, networkHelpers, signers } = use();
    await vault.connect(signers.guardian).blockSigner(signers.keeper);
    const trade = await buy("alpha", 100n * DOLLAR, WAD);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "SignerIsBlocked");
    await networkHelpers.time.setNextBlockTimestamp(await vault.fallbackFrom());
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "InsufficientValue");
  });

  it("E-3 E-12 asks at first for what the tiers could lose on top, then less by the second, and at last what a keeper brings", async () => {
    const { vault, buy, networkHelpers, signers, registry, usdc, market } = use();
    const from = await vault.fallbackFrom();
    const tiers = await Promise.all(
      [await usdc.getAddress(), market.names.get("alpha")!.token].map(
        async (token) => (await registry.component(token)).slippage,
      ),
    );
    for (const elapsed of [0n, 1n, 2n * HOUR, 4n * HOUR, 8n * HOUR, 8n * HOUR + 1n]) {
      const { sold, bought, send } = await buy("alpha", 100n * DOLLAR, WAD / 2n, signers.stranger);
      const tier = (sold * tiers[0]) / WAD + (bought * tiers[1]) / WAD;
      const moved = elapsed < 8n * HOUR ? elapsed : 8n * HOUR;
      const minimum = sold + tier - (2n * tier * moved) / (8n * HOUR);
      await networkHelpers.time.setNextBlockTimestamp(from + elapsed);
      await expect(send())
        .to.be.revertedWithCustomError(vault, "InsufficientValue")
        .withArgs(sold, bought, minimum);
    }
  });

  it("E-12 leaves the keeper's own terms as they were", async () => {
    const { vault, buy, networkHelpers } = use();
    await networkHelpers.time.setNextBlockTimestamp(await vault.fallbackFrom());
    const trade = await buy("alpha", 1_000n * DOLLAR, (WAD * 985n) / 1000n);
    await trade.send();
    expect((await vault.epoch()).fallbackLoss).to.equal(0n);
    expect((await vault.epoch()).loss).to.be.greaterThan(0n);
  });

  it("E-4 E-12 lets strangers lose half of what they find, however many trades they make of it", async () => {
    const { vault, buy, networkHelpers, lossOf, signers } = use();
    const found = await vault.lossAvailable();
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    const tier = (WAD * 981n) / 1000n;
    for (const id of ["alpha", "beta", "gamma"] as const)
      await (await buy(id, 1_200n * DOLLAR, tier, signers.stranger)).send();
    const used = (await vault.epoch()).fallbackLoss;
    expect(await vault.lossAvailable()).to.equal(found - used);
    const over = await buy("delta", 1_000n * DOLLAR, tier, signers.bob);
    const loss = await lossOf(over.loss);
    expect(loss).to.be.within(found / 2n - used + 1n, found - used);
    await expect(over.send())
      .to.be.revertedWithCustomError(vault, "LossOverFallbackHalf")
      .withArgs(loss, found / 2n - used);
    await (await buy("delta", 1_000n * DOLLAR, tier)).send(); // the other half is the keeper's
    expect((await vault.epoch()).fallbackLoss).to.equal(used);
  });

  it("E-4 E-12 lets strangers lose half of a weekly epoch's cap to its last digit, where the week has more", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, lossOf, signers, market } = fixture;
    await networkHelpers.time.increase(14n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    const half = BUDGETS.weeklyLossCap / 2n;
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    const tier = (WAD * 981n) / 1000n;
    await (await buy("alpha", 1_200n * DOLLAR, tier, signers.stranger)).send();
    const left = half - (await vault.epoch()).fallbackLoss;

    const { budgetNavPerShare } = await vault.epoch();
    const value = (left * budgetNavPerShare * (await vault.totalSupply())) / (WAD * WAD); // {uoa} what may still be lost
    const paid = 1_900n * DOLLAR;
    const bought = paid * 10n ** 12n + 1n - value + 5_000n; // {uoa} half of what a last digit of the cap is worth
    const part = (bought * WAD) / (paid * 10n ** 12n);
    const fits = await buy("delta", paid, part, signers.stranger);
    await expect(fits.send()).to.emit(vault, "LossConsumed").withArgs(2n, left);
    expect((await vault.epoch()).fallbackLoss).to.equal(half);
    expect(await vault.lossAvailable()).to.equal(half);
    const over = await buy("beta", 100n * DOLLAR, WAD - 10n ** 10n, signers.bob);
    await expect(over.send())
      .to.be.revertedWithCustomError(vault, "LossOverFallbackHalf")
      .withArgs(await lossOf(over.loss), 0n);
  });

  it("E-12 begins anew with each epoch", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, signers, market } = fixture;
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    await (await buy("alpha", 1_000n * DOLLAR, (WAD * 985n) / 1000n, signers.stranger)).send();
    expect((await vault.epoch()).fallbackLoss).to.be.greaterThan(0n);
    await networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    expect((await vault.epoch()).fallbackLoss).to.equal(0n);
    const trade = await buy("beta", 100n * DOLLAR, WAD, signers.stranger);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "MissingRole");
  });

  it("E-12 does not count time in which trading is paused", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, signers, market } = fixture;
    await vault.connect(signers.guardian).pauseTrading();
    const until = await vault.tradingPausedUntil();
    await networkHelpers.time.setNextBlockTimestamp(until - 6n * HOUR);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    expect(await vault.fallbackFrom()).to.equal(until + 8n * HOUR);
    const trade = await buy("alpha", 100n * DOLLAR, 2n * WAD, signers.stranger);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "TradingIsPaused");
    await networkHelpers.time.setNextBlockTimestamp(until + 8n * HOUR - 1n);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "MissingRole");
    await networkHelpers.time.setNextBlockTimestamp(until + 8n * HOUR);
    await expect(trade.send()).to.emit(vault, "TradeExecuted");
  });

  it("E-1 E-12 opens no epoch and outlasts none", async () => {
    const { vault, buy, networkHelpers, signers } = use();
    const trade = await buy("alpha", 100n * DOLLAR, 2n * WAD, signers.stranger);
    const { deadline } = await vault.epoch();
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "EpochExpired");
    await vault.closeEpoch();
    expect(await vault.fallbackFrom()).to.equal(2n ** 256n - 1n);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "MissingRole");
  });

  it("E-3 E-6 holds strangers to everything else that holds a keeper", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, signers } = fixture;
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    const before = await balancesOf(fixture, vault);
    const dear = await buy("alpha", 1_000n * DOLLAR, WAD - TIERS - WAD / 1000n, signers.stranger);
    await expect(dear.send()).to.be.revertedWithCustomError(vault, "InsufficientValue");
    const across = await buy("alpha", 2_500n * DOLLAR, WAD, signers.stranger);
    await expect(across.send()).to.be.revertedWithCustomError(vault, "TargetCrossed");
    expect((await balancesOf(fixture, vault)).length).to.equal(before.length);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
  });

  it("E-4 E-12 lets strangers lose half of the seven-day limit, however many epochs there are", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, market, signers } = fixture;
    const tier = (WAD * 981n) / 1000n;
    let lost = 0n;
    for (const id of ["alpha", "beta", "gamma"] as const) {
      await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
      await moveMarket(market, ROWS);
      const trade = await buy(id, 1_600n * DOLLAR, tier, signers.stranger);
      const fits = (await trade.send().catch(() => undefined)) !== undefined;
      expect(fits).to.equal(id !== "gamma");
      lost += (await vault.epoch()).fallbackLoss;
      await networkHelpers.time.increase(DAY);
      await moveMarket(market, ROWS);
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    }
    expect(lost).to.be.within(BUDGETS.lossLimit / 3n, BUDGETS.lossLimit / 2n);
    // A weekly epoch leaves a quarter to a change of regime.
    expect(await vault.lossAvailable()).to.equal((BUDGETS.lossLimit * 3n) / 4n - lost);
  });

  it("A-3 E-12 E-15 ends with the epoch, which the guardian may end at any time and in any state", async () => {
    const { vault, buy, networkHelpers, signers } = use();
    for (const [caller, error] of [
      [signers.stranger, "MissingRole"],
      [signers.strategist, "MissingRole"],
      [signers.keeper, "EpochNotSettled"],
    ] as const)
      await expect(vault.connect(caller).closeEpoch()).to.be.revertedWithCustomError(vault, error);
    const snapshot = await networkHelpers.takeSnapshot();
    await expect(vault.connect(signers.guardian).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(1n, false);
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    for (const caller of [signers.stranger, signers.keeper, signers.strategist])
      await expect(vault.connect(caller).closeEpoch()).to.be.revertedWithCustomError(
        vault,
        "EpochNotSettled",
      );
    await expect(vault.connect(signers.guardian).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(1n, false);
    const trade = await buy("alpha", 100n * DOLLAR, WAD, signers.stranger);
    await expect(trade.send()).to.be.revertedWithCustomError(vault, "MissingRole");
  });
});

describe("An epoch without a keeper", () => {
  const use = useFixture(indexFixture);

  it("E-9 E-12 is finished by a stranger in real pools, within the bounds", async () => {
    const base = use();
    const vault = await createIndex(base);
    const fixture = { ...base, vault };
    const { signers, networkHelpers } = fixture;
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, { alpha: FIFTH, beta: FIFTH, gamma: FIFTH }));
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    await vault.connect(signers.stranger).trade(await fullTrade(fixture));
    await vault.connect(signers.stranger).trade(await fullTrade(fixture));
    await vault.connect(signers.stranger).closeEpoch();
    const { open, fallbackLoss, loss, lossCap } = await vault.epoch();
    expect(open).to.equal(false);
    expect(fallbackLoss).to.equal(loss);
    expect(loss).to.be.lessThan(lossCap / 2n);
  });

  it("E-4 E-12 turns over at most half of the limit by strangers in weekly epochs, and all of it by the keeper", async () => {
    const base = use();
    const terms = { turnoverLimit: 2n * WAD, minInterval: DAY, maxStableWeight: WAD };
    const fixture = { ...base, vault: await createIndex(base, terms) };
    const { vault, signers, networkHelpers, market } = fixture;
    const start = async (weights: Readonly<Record<string, bigint>>): Promise<void> => {
      await networkHelpers.time.increase(8n * DAY);
      await moveMarket(market, ROWS);
      const order = await epochOrder(fixture, weights, { regime: REGIME.neutral });
      await vault.connect(signers.strategist).startEpoch(order);
    };
    await start(FIVE);
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    // Four fifths are sold, and a third is bought.
    await start({ alpha: 0n, beta: 0n, gamma: 0n, delta: 0n, omega: (WAD * 32n) / 100n });
    const trade = await fullTrade(fixture);
    await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
    await expect(vault.connect(signers.stranger).trade(trade))
      .to.be.revertedWithCustomError(vault, "TurnoverOverFallbackHalf")
      .withArgs((turnover: bigint) => turnover > WAD && turnover < 2n * WAD, WAD);
    await vault.connect(signers.keeper).trade(trade);
    expect(await vault.turnoverAvailable()).to.be.lessThan(WAD);
  });
});
