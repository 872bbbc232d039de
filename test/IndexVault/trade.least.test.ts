import { expect } from "chai";

import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { pass } from "../fixtures/epochSetting.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";

describe("The least trade of an IndexVault", () => {
  const use = useFixture(basketFixture);

  it("E-3 sells one unit that is worth nothing as one, and buys what is worth one for it", async () => {
    const fixture = use();
    const { vault, signers, market, ethers } = fixture;
    await pass(fixture, 7n * DAY);
    const order = await epochOrder(fixture, { ...WEIGHTS, delta: WAD / 1000n });
    await vault.connect(signers.strategist).startEpoch(order);
    const [sold, bought] = ["delta", "gamma"].map((id) => market.names.get(id)!.token);
    expect(await valueOf(fixture, sold, 1n)).to.equal(0n);
    const amount = 10n ** 36n / (await valueOf(fixture, bought, 10n ** 36n)) + 1n;
    expect(await valueOf(fixture, bought, amount)).to.equal(1n);
    const executor = await ethers.deployContract("HostileExecutor");
    const trade = async (delivered: bigint) =>
      vault.connect(signers.keeper).trade({
        epochNumber: 2n,
        executor,
        sells: [{ position: await positionOf(vault, sold), amount: 1n }],
        buys: [{ position: await positionOf(vault, bought), amount }],
        data: encodeSteps([
          await takeStep(fixture, sold, 1n, signers.stranger.address),
          await deliverStep(fixture, bought, delivered),
        ]),
      });

    await expect(trade(amount - 1n)).to.be.revertedWithCustomError(vault, "NothingTraded");
    await expect(trade(amount))
      .to.emit(vault, "TradeExecuted")
      .withArgs(2n, signers.keeper, executor, [[sold, 1n, 1n]], [[bought, amount, 1n]]);
    expect((await vault.epoch()).loss).to.equal(0n);
  });
});
