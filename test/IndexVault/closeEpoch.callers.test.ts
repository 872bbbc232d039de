import { expect } from "chai";

import { HOUR, pass } from "../fixtures/epochSetting.ts";
import { boughtFixture, startWeek } from "../fixtures/boughtFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { fullTrade } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.closeEpoch, where everything is near its target at the start", () => {
  const use = useFixture(boughtFixture);

  it("E-15 a stranger closes no epoch before strangers may trade, three weeks in a row", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    for (let week = 0; week < 3; week++) {
      const entering = await startWeek(fixture, 185n);
      if (week === 0) expect(entering).to.be.within((WAD * 18n) / 1000n, (WAD * 19n) / 1000n);
      await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revert(fixture.ethers);
      await pass(fixture, 8n * HOUR - 60n);
      await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revert(fixture.ethers);
      await vault.connect(signers.keeper).trade(await fullTrade(fixture));
      await expect(vault.connect(signers.keeper).closeEpoch())
        .to.emit(vault, "EpochClosed")
        .withArgs(2n + BigInt(week), true);
    }
  });

  it("E-15 in every phase of an epoch only those close it who may", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers, ethers } = fixture;
    await startWeek(fixture, 0n);
    const { startedAt, deadline } = await vault.epoch();
    expect(await vault.fallbackFrom()).to.equal(startedAt + 8n * HOUR);
    const others = [signers.stranger, signers.alice, signers.strategist, signers.admin];
    for (const time of [startedAt + 60n, startedAt + 8n * HOUR - 60n]) {
      await networkHelpers.time.increaseTo(time);
      for (const signer of others) {
        await expect(vault.connect(signer).closeEpoch.staticCall()).to.be.revert(ethers);
      }
      expect(await vault.connect(signers.keeper).closeEpoch.staticCall()).to.equal(true);
      expect(await vault.connect(signers.guardian).closeEpoch.staticCall()).to.equal(true);
    }
    for (const time of [startedAt + 8n * HOUR + 1n, deadline + 1n]) {
      await networkHelpers.time.increaseTo(time);
      for (const signer of [...others, signers.keeper, signers.guardian])
        expect(await vault.connect(signer).closeEpoch.staticCall()).to.equal(true);
    }
  });

  it("E-15 the keeper closes no epoch that is not settled, the guardian any, and a stranger one that is late", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers } = fixture;
    await startWeek(fixture, 1_000n);
    await expect(vault.connect(signers.keeper).closeEpoch()).to.be.revertedWithCustomError(
      vault,
      "EpochNotSettled",
    );
    expect(await vault.connect(signers.guardian).closeEpoch.staticCall()).to.equal(false);
    await networkHelpers.time.increase(9n * HOUR);
    await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revertedWithCustomError(
      vault,
      "EpochNotSettled",
    );
    await networkHelpers.time.increaseTo((await vault.epoch()).deadline + 1n);
    await expect(vault.connect(signers.stranger).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(2n, false);
  });

  it("E-15 while trading is paused a stranger closes nothing before the deadline", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers, ethers } = fixture;
    await startWeek(fixture, 0n);
    await vault.connect(signers.guardian).pauseTrading();
    const { deadline } = await vault.epoch();
    await networkHelpers.time.increaseTo(deadline - 60n);
    await expect(vault.connect(signers.stranger).closeEpoch()).to.be.revert(ethers);
    await networkHelpers.time.increaseTo(deadline);
    await expect(vault.connect(signers.stranger).closeEpoch())
      .to.emit(vault, "EpochClosed")
      .withArgs(2n, true);
  });
});
