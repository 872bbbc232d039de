import { expect } from "chai";

import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { pass } from "../fixtures/epochSetting.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";

const CENTS = 10n ** 6n; // D8{usd/usdc}
const TEN_ALPHA = 10n * 10n ** 6n; // {tok}

/** The index half way: an epoch wants less of alpha, more of beta and a little less USDC; then USDC is worth 94 cents. */
async function depeggedFixture() {
  const fixture = await basketFixture();
  const { ethers, market, vault, signers } = fixture;
  await pass(fixture, 7n * DAY);
  const weights = { ...WEIGHTS, alpha: (WAD * 9n) / 100n, beta: (WAD * 30n) / 100n };
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
  await market.usdcAggregator.setAnswer(94n * CENTS);
  const hostile = await ethers.deployContract("HostileExecutor");
  const [alpha, beta] = ["alpha", "beta"].map((id) => market.names.get(id)!.token);
  const cash = await fixture.usdc.getAddress();

  /** A keeper's trade of one component for another, of which the executor brings exactly what it is told to. */
  const trade = async (sold: string, amount: bigint, bought: string, brought: bigint) =>
    vault.connect(signers.keeper).trade({
      epochNumber: (await vault.epoch()).number,
      executor: hostile,
      sells: [{ position: await positionOf(vault, sold), amount }],
      buys: [{ position: await positionOf(vault, bought), amount: brought }],
      data: encodeSteps([
        await takeStep(fixture, sold, amount, signers.stranger.address),
        await deliverStep(fixture, bought, brought),
      ]),
    });
  return { ...fixture, alpha, beta, cash, trade };
}

describe("IndexVault.trade, while USDC is more than 5 % off a dollar", () => {
  const use = useFixture(depeggedFixture);

  it("P-1 sells nothing for USDC and buys nothing with it", async () => {
    const { oracle, alpha, beta, cash, trade } = use();
    const args = [cash, 94n * CENTS, 95n * CENTS, 105n * CENTS];
    const asked: [string, bigint, string, bigint][] = [
      [alpha, TEN_ALPHA, cash, 500n * 10n ** 6n],
      [cash, 10n * 10n ** 6n, beta, 10n ** 8n],
    ];
    for (const [sold, amount, bought, brought] of asked)
      await expect(trade(sold, amount, bought, brought))
        .to.be.revertedWithCustomError(oracle, "StablecoinDepegged")
        .withArgs(...args);
  });

  it("P-1 E-3 trades the other components with each other, at their own prices in dollars", async () => {
    const { vault, alpha, beta, trade } = use();
    const value = await valueOf(use(), alpha, TEN_ALPHA);
    const whole = await valueOf(use(), beta, 10n ** 8n);
    const fair = (value * 10n ** 8n) / whole + 1n; // {tok}
    await expect(trade(alpha, TEN_ALPHA, beta, (fair * 95n) / 100n)).to.be.revertedWithCustomError(
      vault,
      "InsufficientValue",
    );
    await expect(trade(alpha, TEN_ALPHA, beta, fair)).to.emit(vault, "TradeExecuted");
  });

  it("E-2 L-2 starts an epoch in which USDC is carried, and stops no redemption", async () => {
    const { vault, signers, cash } = use();
    const { alice, strategist } = signers;
    await vault.connect(alice).redeem(WAD, alice, alice);
    await use().networkHelpers.time.increase(DAY);
    await pass(use(), 7n * DAY);
    await use().market.usdcAggregator.setAnswer(94n * CENTS);
    await vault.connect(signers.guardian).closeEpoch();
    const none = Object.fromEntries(Object.keys(WEIGHTS).map((id) => [id, 0n]));
    await vault
      .connect(strategist)
      .startEpoch(await epochOrder(use(), none, { regime: REGIME.bear }));
    const { carried } = await vault.basket(await vault.basketId());
    expect((carried >> BigInt(await positionOf(vault, cash))) & 1n).to.equal(1n);
  });
});
