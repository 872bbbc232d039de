import { expect } from "chai";

import { executeAsAdmin } from "../../deploy/executeAsAdmin.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const FOUR = { alpha: WAD / 5n, beta: WAD / 5n, gamma: WAD / 5n, delta: WAD / 5n };

describe("The guardian of an IndexVault", () => {
  const use = useFixture(indexFixture);

  for (const [pause, until, event] of [
    ["pauseIssuance", "issuancePausedUntil", "IssuancePaused"],
    ["pauseTrading", "tradingPausedUntil", "TradingPaused"],
  ] as const) {
    it(`A-3 pauses for 14 days and rests as long before the next time (${pause})`, async () => {
      const { vault, signers, networkHelpers } = use();
      const { guardian } = signers;
      expect(await vault[until]()).to.equal(0n);
      const first = BigInt(await networkHelpers.time.latest()) + 100n;
      await networkHelpers.time.setNextBlockTimestamp(first);
      await expect(vault.connect(guardian)[pause]())
        .to.emit(vault, event)
        .withArgs(guardian, first + 14n * DAY);
      expect(await vault[until]()).to.equal(first + 14n * DAY);

      const again = first + 28n * DAY;
      for (const early of [first + 1n, first + 14n * DAY, again - 1n]) {
        await networkHelpers.time.setNextBlockTimestamp(early);
        await expect(vault.connect(guardian)[pause]())
          .to.be.revertedWithCustomError(vault, "PauseTooEarly")
          .withArgs(again);
      }
      await networkHelpers.time.setNextBlockTimestamp(again);
      await vault.connect(guardian)[pause]();
      expect(await vault[until]()).to.equal(again + 14n * DAY);
    });
  }

  it("pauses issuance and trading apart from each other", async () => {
    const { vault, signers } = use();
    await vault.connect(signers.guardian).pauseIssuance();
    expect(await vault.tradingPausedUntil()).to.equal(0n);
    await vault.connect(signers.guardian).pauseTrading();
  });

  it("A-3 blocks a signer at once; only the admin lifts it, behind its delay", async () => {
    const fixture = use();
    const { vault, signers, timelock, networkHelpers } = fixture;
    const { guardian, strategist, admin } = signers;
    await expect(vault.connect(guardian).blockSigner(strategist))
      .to.emit(vault, "SignerBlocked")
      .withArgs(guardian, strategist);
    expect(await vault.isBlocked(strategist)).to.equal(true);
    const order = await epochOrder(fixture, FOUR);
    await expect(vault.connect(strategist).startEpoch(order)).to.be.revertedWithCustomError(
      vault,
      "SignerIsBlocked",
    );

    const data = vault.interface.encodeFunctionData("unblockSigner", [strategist.address]);
    let waited = 0n;
    await executeAsAdmin(
      timelock,
      admin,
      [{ target: await vault.getAddress(), data }],
      async (seconds) => {
        waited += seconds;
        await networkHelpers.time.increase(seconds);
      },
    );
    expect(waited).to.equal(2n * DAY);
    expect(await vault.isBlocked(strategist)).to.equal(false);
    expect(await vault.queryFilter(vault.filters.SignerUnblocked(strategist), -1)).to.have.length(
      1,
    );
  });

  it("A-3 cancels a delayed operation of the admin", async () => {
    const { vault, signers, timelock, roles, ethers } = use();
    const { admin, guardian, strategist } = signers;
    const data = vault.interface.encodeFunctionData("unblockSigner", [strategist.address]);
    const call = [vault.target, 0n, data, ethers.ZeroHash, ethers.ZeroHash] as const;
    await timelock.connect(admin).schedule(...call, await timelock.getMinDelay());
    await roles.connect(guardian).cancel(await timelock.hashOperation(...call));
    await use().networkHelpers.time.increase(10n * DAY);
    await expect(timelock.connect(admin).execute(...call)).to.be.revertedWithCustomError(
      timelock,
      "TimelockUnexpectedOperationState",
    );
  });

  it("blocks a signer in one index and in no other", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    await vault.connect(signers.guardian).blockSigner(signers.strategist);
    const sibling = await createIndex(fixture);
    await sibling
      .connect(signers.strategist)
      .startEpoch(await epochOrder({ ...fixture, vault: sibling }, FOUR));
  });
});
