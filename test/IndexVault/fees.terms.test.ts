import { expect } from "chai";
import { ZeroAddress } from "ethers";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { feeTerms, ISSUANCE, raiseFees, STREAMING } from "../fixtures/feeTerms.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("The terms of an IndexVault's fees", () => {
  const use = useFixture(basketFixture);
  const terms = (changes = {}) => feeTerms([use().signers.stranger, use().signers.bob], changes);

  it("F-1 start at zero", async () => {
    const { vault } = use();
    expect(await vault.feeTerms()).to.deep.equal([0n, 0n, []]);
    expect(await vault.feeState()).to.deep.equal([0n, 0n, `0x${"00".repeat(32)}`, 0n]);
  });

  it("F-1 are over no constant cap, announced or set", async () => {
    const { vault } = use();
    const timelock = await actAsTimelock(use());
    for (const high of [
      terms({ streamingRate: STREAMING + 1n }),
      terms({ issuanceFee: ISSUANCE + 1n }),
    ]) {
      for (const call of [
        vault.connect(timelock).announceFees(high),
        vault.connect(timelock).setFees(high),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(vault, "FeesTooHigh")
          .withArgs(high.streamingRate, high.issuanceFee);
      }
    }
    await vault.connect(timelock).announceFees(terms());
  });

  it("F-1 are raised only as announced, after seven days and within fourteen more", async () => {
    const { vault, networkHelpers } = use();
    const timelock = await actAsTimelock(use());
    const set = vault.connect(timelock).setFees;
    await expect(set(terms())).to.be.revertedWithCustomError(vault, "FeesNotAnnounced");
    await expect(vault.connect(timelock).announceFees(terms())).to.emit(vault, "FeesAnnounced");
    const { announcedFor } = await vault.feeState();
    expect(announcedFor).to.equal(BigInt(await networkHelpers.time.latest()) + 7n * DAY);
    const announced = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(announcedFor);
    await expect(set(terms())).to.emit(vault, "FeesSet");
    await announced.restore();
    await networkHelpers.time.setNextBlockTimestamp(announcedFor - 1n);
    await expect(set(terms()))
      .to.be.revertedWithCustomError(vault, "FeesOutOfTime")
      .withArgs(announcedFor, announcedFor + 14n * DAY);
    await expect(set(terms({ issuanceFee: 9_999n }))).to.be.revertedWithCustomError(
      vault,
      "FeesNotAnnounced",
    );
    const snapshot = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(announcedFor + 14n * DAY + 1n);
    await expect(set(terms())).to.be.revertedWithCustomError(vault, "FeesOutOfTime");
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp(announcedFor + 14n * DAY);
    await expect(set(terms())).to.emit(vault, "FeesSet");
    const { streamingRate, issuanceFee, recipients } = await vault.feeTerms();
    expect([streamingRate, issuanceFee, recipients.length]).to.deep.equal([STREAMING, ISSUANCE, 2]);
    expect((await vault.feeState()).announcedFor > 0n).to.equal(true);
    await expect(set(terms({ issuanceFee: 0n }))).to.emit(vault, "FeesSet");
    await expect(set(terms())).to.be.revertedWithCustomError(vault, "FeesNotAnnounced"); // used up
  });

  it("F-1 are raised by neither of the two alone", async () => {
    const { vault } = use();
    await raiseFees(use(), terms({ streamingRate: STREAMING - 1n, issuanceFee: ISSUANCE - 1n }));
    const timelock = await actAsTimelock(use());
    for (const raised of [
      terms({ issuanceFee: 0n }),
      terms({ streamingRate: 0n }),
      terms({ streamingRate: STREAMING - 1n }),
      terms({ issuanceFee: ISSUANCE - 1n }),
    ]) {
      await expect(vault.connect(timelock).setFees(raised)).to.be.revertedWithCustomError(
        vault,
        "FeesNotAnnounced",
      );
    }
  });

  it("are lowered, and change recipients, at once", async () => {
    const { vault, signers } = use();
    await raiseFees(use(), terms());
    const timelock = await actAsTimelock(use());
    await vault.connect(timelock).setFees(terms()); // neither is raised
    await vault.connect(timelock).setFees(terms({ streamingRate: STREAMING - 1n }));
    const lower = terms({
      streamingRate: 1n,
      issuanceFee: 0n,
      recipients: [{ account: signers.alice.address, portion: WAD }],
    });
    await vault.connect(timelock).setFees(lower);
    const { streamingRate, issuanceFee, recipients } = await vault.feeTerms();
    expect([streamingRate, issuanceFee, recipients.length]).to.deep.equal([1n, 0n, 1]);
  });

  it("A-2 A-3 are the admin's; a guardian can only withdraw an announcement", async () => {
    const { vault, signers } = use();
    const { strategist, keeper, guardian, stranger, deployer } = signers;
    const timelock = await actAsTimelock(use());
    for (const account of [strategist, keeper, guardian, stranger, deployer]) {
      for (const call of [
        vault.connect(account).announceFees(terms()),
        vault.connect(account).setFees(terms({ streamingRate: 0n, issuanceFee: 0n })),
      ]) {
        await expect(call).to.be.revertedWithCustomError(vault, "MissingRole");
      }
    }
    await vault.connect(timelock).announceFees(terms());
    for (const account of [strategist, keeper, stranger, deployer]) {
      await expect(vault.connect(account).cancelFees()).to.be.revertedWithCustomError(
        vault,
        "MissingRole",
      );
    }
    await expect(vault.connect(guardian).cancelFees())
      .to.emit(vault, "FeesCancelled")
      .withArgs(guardian);
    await expect(vault.connect(timelock).cancelFees()).to.be.revertedWithCustomError(
      vault,
      "FeesNotAnnounced",
    );
    await vault.connect(timelock).announceFees(terms());
    await vault.connect(timelock).cancelFees();
  });

  it("F-4 name one to eight recipients that can hold shares, whose portions sum to one", async () => {
    const { vault, signers } = use();
    const timelock = await actAsTimelock(use());
    const of = (portions: bigint[], account = signers.bob.address) =>
      terms({ recipients: portions.map((portion) => ({ account, portion })) });
    for (const wrong of [
      of([]),
      of([WAD - 1n]),
      of([WAD, 1n]),
      of([...Array<bigint>(8).fill(WAD / 10n), WAD / 5n]), // nine
      of([WAD], ZeroAddress),
      of([WAD], await vault.getAddress()),
    ]) {
      await expect(vault.connect(timelock).announceFees(wrong)).to.be.revertedWithCustomError(
        vault,
        "FeeRecipientsInvalid",
      );
    }
    await vault.connect(timelock).announceFees(of(Array<bigint>(8).fill(WAD / 8n)));
  });
});
