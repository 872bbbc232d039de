import { expect } from "chai";

import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 100n * WAD;

describe("IndexVault.redeem measures what leaves and what arrives", () => {
  const use = useFixture(oddFixture);

  /** Bob redeems for the stranger, with the keeper as claimant. */
  const redeem = (minAmounts: bigint[] = []) => {
    const { vault, signers } = use();
    return vault.connect(signers.bob).redeemWith({
      shares: SHARES,
      receiver: signers.stranger.address,
      owner: signers.bob.address,
      claimant: signers.keeper.address,
      basketId: 1n,
      minAmounts,
      skip: 0n,
    });
  };

  it("V-13 refuses a minimum that a fee on the transfer leaves unmet, and accepts the amount that arrives", async () => {
    const { vault, odd, at, signers } = use();
    const { bob, stranger } = signers;
    await odd.setTransferFault(TRANSFER.fee);
    const due = [...(await vault.previewRedeem(SHARES))];
    const arrives = due[at.odd] - due[at.odd] / 100n;
    for (const minimum of [due[at.odd], arrives + 1n])
      await expect(redeem(due.with(at.odd, minimum)))
        .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
        .withArgs(odd, arrives, minimum);
    await expect(redeem(due.with(at.odd, arrives)))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, SHARES, 1n, due); // all of it left the vault
    expect(await odd.balanceOf(stranger)).to.equal(arrives);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("V-13 L-4 credits a transfer that returns true and moves nothing, and says that nothing was paid", async () => {
    const { vault, odd, at, signers } = use();
    const { bob, keeper, stranger } = signers;
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveNothing);
    const due = [...(await vault.previewRedeem(SHARES))];
    expect([...(await vault.connect(bob).redeem.staticCall(SHARES, bob, bob))]).to.deep.equal(due);
    const sent = redeem();
    await expect(sent).to.emit(vault, "ComponentCredited").withArgs(odd, keeper, due[at.odd], 0n);
    await expect(sent)
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, SHARES, 1n, due.with(at.odd, 0n));
    expect(await odd.balanceOf(stranger)).to.equal(0n);
    expect(await vault.claimOf(odd, keeper)).to.deep.equal([due[at.odd], 0n]);

    await odd.setTransferFault(TRANSFER.none);
    await vault.connect(keeper).claim(odd, keeper);
    expect(await odd.balanceOf(keeper)).to.equal(due[at.odd]);
  });

  it("V-13 L-4 credits the part that a transfer which returns true leaves behind", async () => {
    const { vault, odd, at, signers } = use();
    const { bob, keeper, stranger } = signers;
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveHalf);
    const due = [...(await vault.previewRedeem(SHARES))];
    const paid = due[at.odd] / 2n;
    await expect(redeem(due))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, paid, due[at.odd]);
    await expect(redeem(due.with(at.odd, paid)))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(bob, stranger, bob, SHARES, 1n, due.with(at.odd, paid));
    expect(await odd.balanceOf(stranger)).to.equal(paid);
    expect(await vault.claimOf(odd, keeper)).to.deep.equal([due[at.odd] - paid, 0n]);
  });

  it("V-13 believes a transfer's answer where no balance can be read after it", async () => {
    const { vault, odd, at, signers } = use();
    await odd.setTransferFault(TRANSFER.moveAndHide);
    const due = [...(await vault.previewRedeem(SHARES))];
    await expect(redeem(due))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, 0n, due[at.odd]);
    await redeem();
    await odd.setReadFault(READ.none);
    expect(await odd.balanceOf(signers.stranger)).to.equal(due[at.odd]);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("V-13 asks nothing of the receiver's balance where no minimum is given", async () => {
    const { vault, odd, other, at, signers } = use();
    const { stranger } = signers;
    await odd.setBurnedAt(stranger);
    await odd.setReadFault(READ.burnGas);
    const due = [...(await vault.previewRedeem(SHARES))];
    await expect(redeem(due))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, 0n, due[at.odd]);
    await redeem(due.with(at.odd, 0n));
    await odd.setReadFault(READ.none);
    expect(await odd.balanceOf(stranger)).to.equal(due[at.odd]);
    expect(await other.balanceOf(stranger)).to.equal(due[at.other]);
  });

  it("V-13 counts what arrives, not what the receiver had", async () => {
    const { vault, odd, at, signers } = use();
    await odd.mint(signers.stranger, 10n ** 24n);
    const due = [...(await vault.previewRedeem(SHARES))];
    const over = due[at.odd] + 1n;
    await expect(redeem(due.with(at.odd, over)))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, due[at.odd], over);
    await redeem(due);
  });

  it("V-13 L-4 keeps a claim that is paid by a transfer which moves nothing, and the rest of one that moves a part", async () => {
    const { vault, odd, at, signers } = use();
    const { keeper } = signers;
    const due = (await vault.previewRedeem(SHARES))[at.odd];
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveNothing);
    await redeem();
    const claim = vault.connect(keeper).claim;
    await expect(claim(odd, keeper))
      .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
      .withArgs(odd, due, 0n);
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveHalf);
    await expect(claim(odd, keeper))
      .to.emit(vault, "ClaimPaid")
      .withArgs(odd, keeper, keeper, due / 2n, due / 2n);
    expect(await vault.claimOf(odd, keeper)).to.deep.equal([due - due / 2n, 0n]);
    expect(await vault.owed(odd)).to.deep.equal([due - due / 2n, 0n]);
  });
});
