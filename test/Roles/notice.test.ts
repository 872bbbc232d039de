import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { DAY, indexFixture } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const PERIOD = 14n * DAY;

/** Two guardians, and operations by which the admin would revoke one. */
async function guardiansFixture() {
  const fixture = await indexFixture();
  const { roles, timelock, ethers, signers } = fixture;
  const role = ethers.id("GUARDIAN_ROLE");
  const timelockSigner = await actAsTimelock(fixture);
  await roles.connect(timelockSigner).grantRole(role, signers.bob);
  const operationOf = async (account: string) => {
    const data = roles.interface.encodeFunctionData("revokeRole", [role, account]);
    const operation = [roles.target, 0n, data, ethers.ZeroHash, ethers.ZeroHash] as const;
    await timelock.connect(signers.admin).schedule(...operation, await timelock.getMinDelay());
    return timelock.hashOperation(...operation);
  };
  const as = {
    first: roles.connect(signers.guardian),
    second: roles.connect(signers.bob),
    proposer: roles.connect(signers.admin),
    stranger: roles.connect(signers.stranger),
  };
  return { ...fixture, role, timelockSigner, operationOf, as };
}

describe("Roles: notice to a guardian", () => {
  const use = useFixture(guardiansFixture);

  it("A-3 lets a guardian cancel what waits, while it is one", async () => {
    const { timelock, roles, signers, operationOf, as, role } = use();
    const operation = await operationOf(signers.guardian.address);
    await expect(as.first.cancel(operation)).to.emit(timelock, "Cancelled").withArgs(operation);
    await expect(as.stranger.cancel(operation))
      .to.be.revertedWithCustomError(roles, "AccessControlUnauthorizedAccount")
      .withArgs(signers.stranger, role);
    await expect(
      timelock.connect(signers.guardian).cancel(operation),
    ).to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount");
  });

  it("A-3 removes a guardian that cancels its own revocation, after 14 days, to the second", async () => {
    const { roles, registry, usdc, timelock, signers, networkHelpers, operationOf, as, role } =
      use();
    await as.first.cancel(await operationOf(signers.guardian.address));
    const at = BigInt(await networkHelpers.time.latest()) + 5n;
    await networkHelpers.time.setNextBlockTimestamp(at);
    await expect(as.proposer.giveNotice(signers.guardian))
      .to.emit(roles, "NoticeGiven")
      .withArgs(signers.guardian, signers.admin, at + PERIOD);
    expect(await roles.removableAt(signers.guardian)).to.equal(at + PERIOD);
    await expect(as.first.withdrawNotice(signers.guardian))
      .to.be.revertedWithCustomError(roles, "NotAllowed")
      .withArgs(signers.guardian);
    await networkHelpers.time.setNextBlockTimestamp(at + PERIOD - 1n);
    await expect(as.stranger.removeGuardian(signers.guardian))
      .to.be.revertedWithCustomError(roles, "NotRemovable")
      .withArgs(signers.guardian, at + PERIOD);
    await networkHelpers.time.setNextBlockTimestamp(at + PERIOD);
    await as.stranger.removeGuardian(signers.guardian);
    expect(await roles.hasRole(role, signers.guardian)).to.equal(false);
    const later = await operationOf(signers.bob.address);
    await expect(as.first.cancel(later)).to.be.revertedWithCustomError(
      roles,
      "AccessControlUnauthorizedAccount",
    );
    await expect(registry.connect(signers.guardian).freeze(usdc)).to.be.revertedWithCustomError(
      registry,
      "MissingRole",
    );
    expect(await timelock.isOperationPending(later)).to.equal(true);
  });

  it("A-3 lets every other guardian withdraw it, under notice or not, so that a stolen proposer removes none of two", async () => {
    const { roles, signers, networkHelpers, as, role } = use();
    await as.proposer.giveNotice(signers.guardian);
    await as.proposer.giveNotice(signers.bob);
    await expect(as.first.withdrawNotice(signers.bob))
      .to.emit(roles, "NoticeWithdrawn")
      .withArgs(signers.bob, signers.guardian);
    await as.second.withdrawNotice(signers.guardian);
    await networkHelpers.time.increase(PERIOD);
    for (const guardian of [signers.guardian, signers.bob]) {
      await expect(as.stranger.removeGuardian(guardian))
        .to.be.revertedWithCustomError(roles, "NotRemovable")
        .withArgs(guardian, 0n);
      expect(await roles.hasRole(role, guardian)).to.equal(true);
    }
  });

  it("is the proposer's to give and to withdraw, of a guardian, once", async () => {
    const { roles, signers, as } = use();
    for (const by of [as.first, as.second, as.stranger]) {
      await expect(by.giveNotice(signers.guardian)).to.be.revertedWithCustomError(
        roles,
        "NotAllowed",
      );
    }
    await expect(as.proposer.giveNotice(signers.keeper))
      .to.be.revertedWithCustomError(roles, "NotGuardian")
      .withArgs(signers.keeper);
    await expect(as.proposer.withdrawNotice(signers.guardian)).to.be.revertedWithCustomError(
      roles,
      "NotRemovable",
    );
    await as.proposer.giveNotice(signers.guardian);
    await expect(as.proposer.giveNotice(signers.guardian))
      .to.be.revertedWithCustomError(roles, "NoticeAlreadyGiven")
      .withArgs(signers.guardian, await roles.removableAt(signers.guardian));
    await expect(as.stranger.withdrawNotice(signers.guardian)).to.be.revertedWithCustomError(
      roles,
      "NotAllowed",
    );
    await as.proposer.withdrawNotice(signers.guardian);
    expect(await roles.removableAt(signers.guardian)).to.equal(0n);
  });

  it("ends with the role: who is appointed again has none", async () => {
    const { roles, signers, networkHelpers, timelockSigner, as, role } = use();
    await as.proposer.giveNotice(signers.guardian);
    await as.first.renounceRole(role, signers.guardian);
    await roles.connect(timelockSigner).grantRole(role, signers.guardian);
    await networkHelpers.time.increase(PERIOD);
    await expect(as.stranger.removeGuardian(signers.guardian))
      .to.be.revertedWithCustomError(roles, "NotRemovable")
      .withArgs(signers.guardian, 0n);
  });
});
