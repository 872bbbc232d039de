import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { BUDGETS, budgetFixture, FIFTH, FIVE } from "../fixtures/budgetFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const { lossLimit: LIMIT, weeklyLossCap: WEEKLY } = BUDGETS;
const FOR_WEEKLY = (LIMIT * 3n) / 4n; // {1} what weekly epochs may lose in seven days

describe("The loss budget", () => {
  const use = useFixture(budgetFixture);
  const PART = (WAD * 985n) / 1000n; // a loss of 1.5 % of a trade, within the tier

  it("E-4 takes each trade's loss, as part of NAV now and rounded up, from the epoch and from the week", async () => {
    const { vault, buy, lossOf } = use();
    expect(await vault.lossAvailable()).to.equal(LIMIT);
    const first = await buy("alpha", 1_000n * DOLLAR, PART);
    const loss = await lossOf(first.loss);
    await expect(first.send()).to.emit(vault, "LossConsumed").withArgs(1n, loss);
    expect((await vault.epoch()).loss).to.equal(loss);
    expect(await vault.lossAvailable()).to.equal(LIMIT - loss);

    const second = await buy("beta", 777n * DOLLAR + 1n, PART);
    const more = await lossOf(second.loss);
    await second.send();
    expect((await vault.epoch()).loss).to.equal(loss + more);
    expect(await vault.lossAvailable()).to.equal(LIMIT - loss - more);
  });

  it("E-4 gives nothing back for a gain", async () => {
    const { vault, buy } = use();
    await (await buy("alpha", 1_000n * DOLLAR, PART)).send();
    const available = await vault.lossAvailable();
    const transaction = await (await buy("beta", 100n * DOLLAR, 2n * WAD)).send();
    await expect(transaction).not.to.emit(vault, "LossConsumed");
    expect(await vault.lossAvailable()).to.equal(available);
  });

  it("E-4 counts the loss per share: what supply there is now shares it", async () => {
    const fixture = use();
    const { vault, buy, lossOf, signers } = fixture;
    const before = await buy("alpha", 1_000n * DOLLAR, PART);
    const small = await lossOf(before.loss);
    const amounts = await deliver(fixture, signers.bob, 1_000n * WAD);
    await vault.connect(signers.bob).issue(1_000n * WAD, signers.bob, 1n, amounts);
    await (await buy("alpha", 1_000n * DOLLAR, PART)).send();
    expect((await vault.epoch()).loss).to.equal((small + 1n) / 2n);
  });

  it("E-4 E-6 refuses a trade over the epoch's cap and leaves every balance as it was", async () => {
    const fixture = use();
    const { vault, buy, lossOf } = fixture;
    const tier = (WAD * 981n) / 1000n;
    for (const id of ["alpha", "beta", "gamma"] as const)
      await (await buy(id, 2_000n * DOLLAR, tier)).send();
    const available = await vault.lossAvailable();
    const before = await balancesOf(fixture, vault);
    const last = await buy("delta", 2_000n * DOLLAR, tier);
    const loss = await lossOf(last.loss);
    expect(loss).to.be.greaterThan(available);
    await expect(last.send())
      .to.be.revertedWithCustomError(vault, "LossOverEpochCap")
      .withArgs(loss, available);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
    expect(await vault.lossAvailable()).to.equal(available);
  });

  it("E-4 fits a loss that uses the cap up, and then stops every trade that loses anything", async () => {
    const fixture = use();
    const { vault, buy, usdc, signers } = fixture;
    const tier = (WAD * 981n) / 1000n;
    for (const id of ["alpha", "beta", "gamma"] as const)
      await (await buy(id, 2_000n * DOLLAR, tier)).send();
    const left = await vault.lossAvailable();
    const { budgetNavPerShare: navPerShare } = await vault.epoch();
    const value = (left * navPerShare * (await vault.totalSupply())) / (WAD * WAD); // {uoa} what may still be lost
    const paid = 1_900n * DOLLAR;
    const bought = paid * 10n ** 12n + 1n - value + 5_000n; // {uoa} half of what a last digit of the cap is worth
    const fits = await buy("delta", paid, (bought * WAD) / (paid * 10n ** 12n));
    await expect(fits.send()).to.emit(vault, "LossConsumed").withArgs(1n, left);
    expect(await vault.lossAvailable()).to.equal(0n);
    const over = await buy("delta", 50n * DOLLAR, WAD - 10n ** 9n);
    await expect(over.send()).to.be.revertedWithCustomError(vault, "LossOverEpochCap");
    await (await buy("delta", 50n * DOLLAR, WAD + 10n ** 9n)).send();

    const amounts = await deliver(fixture, signers.bob, WAD);
    await vault.connect(signers.bob).issue(WAD, signers.bob, 1n, amounts);
    await vault.connect(signers.bob).redeem(WAD, signers.bob, signers.bob);
    expect(await usdc.balanceOf(signers.bob)).to.be.greaterThan(0n);
    await fixture.networkHelpers.time.increase(2n * DAY);
    await vault.closeEpoch();
  });

  it("E-4 keeps one limit over any seven days, whatever epochs begin within them", async () => {
    const fixture = use();
    const { vault, buy, lossOf, networkHelpers, market, signers } = fixture;
    const tier = (WAD * 981n) / 1000n;
    // The first epoch loses 0.7 % of NAV, near its end.
    const { deadline } = await vault.epoch();
    for (const id of ["alpha", "beta"] as const)
      await (await buy(id, 1_933n * DOLLAR, tier)).send();
    const spentAt = BigInt(await networkHelpers.time.latest());
    const { loss: spent, startedAt } = await vault.epoch();
    expect(spent).to.be.within((LIMIT * 4n) / 10n, (LIMIT * 5n) / 10n);

    await networkHelpers.time.setNextBlockTimestamp(startedAt + 6n * DAY + 3_600n);
    await moveMarket(market, ROWS);
    expect(BigInt(await networkHelpers.time.latest())).to.be.lessThan(spentAt + 7n * DAY);
    expect(BigInt(await networkHelpers.time.latest())).to.be.greaterThan(deadline);
    await vault
      .connect(signers.strategist)
      .startEpoch(
        await epochOrder(
          fixture,
          { ...FIVE, omega: FIFTH - WAD / 100n },
          { deadline: startedAt + 8n * DAY },
        ),
      );
    expect(await vault.lossAvailable()).to.equal(FOR_WEEKLY - spent);
    expect(FOR_WEEKLY - spent).to.be.lessThan(WEEKLY);

    const trade = await buy("omega", 1_800n * DOLLAR, tier);
    await trade.send();
    const next = await buy("delta", 1_900n * DOLLAR, tier);
    const [loss, available] = [await lossOf(next.loss), await vault.lossAvailable()];
    expect(loss).to.be.within(available + 1n, WEEKLY - (await vault.epoch()).loss);
    const before = await balancesOf(fixture, vault);
    await expect(next.send())
      .to.be.revertedWithCustomError(vault, "LossOverLimit")
      .withArgs(loss, available);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);

    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY);
    await (await buy("delta", 1_900n * DOLLAR, tier)).send();
  });

  it("E-17 leaves a quarter of the limit to a change of regime, whatever weekly epochs lost", async () => {
    const fixture = use();
    const { vault, buy, networkHelpers, market, signers } = fixture;
    const start = async (days: bigint, regime: bigint): Promise<void> => {
      await networkHelpers.time.increase(days * DAY + 1n);
      await moveMarket(market, ROWS);
      const order = await epochOrder(fixture, FIVE, { regime });
      await vault.connect(signers.strategist).startEpoch(order);
    };
    await start(14n, REGIME.bull);
    for (const id of ["alpha", "beta", "gamma"] as const)
      await (await buy(id, 1_700n * DOLLAR, (WAD * 981n) / 1000n)).send();
    const { loss } = await vault.epoch();
    await start(2n, REGIME.bull);
    expect(await vault.lossAvailable()).to.equal(FOR_WEEKLY - loss);
    const trade = await buy("delta", 1_700n * DOLLAR, (WAD * 981n) / 1000n);
    await expect(trade.send())
      .to.be.revertedWithCustomError(vault, "LossOverLimit")
      .withArgs((lost: bigint) => lost > FOR_WEEKLY - loss, FOR_WEEKLY - loss);
    await start(0n, REGIME.bear);
    expect(await vault.lossAvailable()).to.equal(LIMIT - loss);
    await (await buy("delta", 1_700n * DOLLAR, (WAD * 981n) / 1000n)).send();
  });

  it("E-4 gives a weekly epoch its own, lower cap, and a change of regime the whole limit", async () => {
    const fixture = use();
    const { vault, networkHelpers, market, signers } = fixture;
    await networkHelpers.time.increase(14n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    expect((await vault.epoch()).lossCap).to.equal(WEEKLY);
    expect(await vault.lossAvailable()).to.equal(WEEKLY);
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, FIVE, { regime: REGIME.bear }));
    expect(await vault.lossAvailable()).to.equal(LIMIT);
  });

  it("E-4 shows what is left of a weekly epoch's cap, part of which is used, where the week has more", async () => {
    const fixture = use();
    const { vault, buy, lossOf, networkHelpers, market, signers } = fixture;
    await networkHelpers.time.increase(14n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, FIVE));
    let used = 0n;
    for (const id of ["alpha", "beta"] as const) {
      const trade = await buy(id, 1_500n * DOLLAR, PART);
      used += await lossOf(trade.loss);
      await trade.send();
      expect(used).to.be.greaterThan(0n);
      expect(await vault.lossAvailable()).to.equal(WEEKLY - used);
    }
    await networkHelpers.time.increaseTo((await vault.epoch()).deadline + 1n);
    await vault.closeEpoch();
    expect(await vault.lossAvailable()).to.equal(LIMIT - used);
  });
});
