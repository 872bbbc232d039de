import { expect } from "chai";

import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 77n * WAD + 7n;

describe("IndexVault.redeemWith", () => {
  const use = useFixture(oddFixture);

  /** Bob's redemption, paid to the stranger and credited to the keeper. */
  function redemption() {
    const { signers } = use();
    return {
      shares: SHARES,
      receiver: signers.stranger.address,
      owner: signers.bob.address,
      claimant: signers.keeper.address,
      basketId: 1n,
      minAmounts: [] as bigint[],
      skip: 0n,
    };
  }

  it("V-3 pays the receiver and credits the claimant, never the caller", async () => {
    const { vault, odd, other, signers, at } = use();
    const { bob, keeper, stranger } = signers;
    await odd.setTransferFault(TRANSFER.revert);
    const amounts = await vault.previewRedeem(SHARES);
    await vault.connect(bob).redeemWith(redemption());
    expect(await other.balanceOf(stranger)).to.equal(amounts[at.other]);
    expect((await vault.claimOf(odd, keeper)).amount).to.equal(amounts[at.odd]);
    expect((await vault.claimOf(odd, bob)).amount).to.equal(0n);
    expect((await vault.claimOf(odd, stranger)).amount).to.equal(0n);
  });

  it("spends the allowance of another owner", async () => {
    const { vault, signers } = use();
    const { bob, alice } = signers;
    await expect(vault.connect(alice).redeemWith(redemption()))
      .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
      .withArgs(alice, 0n, SHARES);
    await vault.connect(bob).approve(alice, SHARES);
    await vault.connect(alice).redeemWith(redemption());
    expect(await vault.balanceOf(bob)).to.equal(300n * WAD - SHARES);
    expect(await vault.allowance(bob, alice)).to.equal(0n);
  });

  it("V-12 accepts minimums that are met exactly, and not one more of any component", async () => {
    const { vault, signers, components } = use();
    const minAmounts = [...(await vault.previewRedeem(SHARES))];
    for (const [i, component] of components.entries()) {
      const raised = minAmounts.with(i, minAmounts[i] + 1n);
      await expect(vault.connect(signers.bob).redeemWith({ ...redemption(), minAmounts: raised }))
        .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
        .withArgs(component, minAmounts[i], minAmounts[i] + 1n);
    }
    await vault.connect(signers.bob).redeemWith({ ...redemption(), minAmounts });
  });

  it("V-13 counts nothing of what is credited in units toward its minimum", async () => {
    const { vault, signers, odd, at } = use();
    const minAmounts = [...(await vault.previewRedeem(SHARES))];
    await odd.setTransferFault(TRANSFER.burnGas);
    const redeem = vault.connect(signers.bob).redeemWith;
    for (const minimum of [1n, minAmounts[at.odd]])
      await expect(redeem({ ...redemption(), minAmounts: minAmounts.with(at.odd, minimum) }))
        .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
        .withArgs(odd, 0n, minimum);
    await redeem({ ...redemption(), minAmounts: minAmounts.with(at.odd, 0n) });
    expect((await vault.claimOf(odd, signers.keeper)).amount).to.equal(minAmounts[at.odd]);
  });

  it("V-12 counts a claim kept in shares as nothing", async () => {
    const { vault, signers, odd, at } = use();
    const minAmounts = [...(await vault.previewRedeem(SHARES))];
    await odd.setReadFault(READ.revert);
    await expect(vault.connect(signers.bob).redeemWith({ ...redemption(), minAmounts }))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, 0n, minAmounts[at.odd]);
    await vault
      .connect(signers.bob)
      .redeemWith({ ...redemption(), minAmounts: minAmounts.with(at.odd, 0n) });
  });

  it("V-12 refuses minimums and skips made for another basket, and ignores the basket without them", async () => {
    const { vault, signers } = use();
    const minAmounts = [0n, 0n, 0n, 0n];
    const redeem = vault.connect(signers.bob).redeemWith;
    for (const basketId of [0n, 2n]) {
      await expect(redeem({ ...redemption(), basketId, minAmounts }))
        .to.be.revertedWithCustomError(vault, "BasketMismatch")
        .withArgs(basketId, 1n);
      await expect(redeem({ ...redemption(), basketId, skip: 1n }))
        .to.be.revertedWithCustomError(vault, "BasketMismatch")
        .withArgs(basketId, 1n);
    }
    await redeem({ ...redemption(), basketId: 99n });
  });

  it("V-12 refuses a list of minimums that is too short or too long", async () => {
    const { vault, signers } = use();
    for (const length of [1, 3, 5]) {
      const minAmounts = Array.from({ length }, () => 0n);
      await expect(vault.connect(signers.bob).redeemWith({ ...redemption(), minAmounts }))
        .to.be.revertedWithCustomError(vault, "LengthMismatch")
        .withArgs(length, 4n);
    }
  });

  it("refuses the zero address and the vault as receiver and as claimant", async () => {
    const { vault, signers, ethers } = use();
    const redeem = vault.connect(signers.bob).redeemWith;
    for (const field of ["receiver", "claimant"]) {
      await expect(
        redeem({ ...redemption(), [field]: ethers.ZeroAddress }),
      ).to.be.revertedWithCustomError(vault, "ZeroAddress");
      await expect(
        redeem({ ...redemption(), [field]: await vault.getAddress() }),
      ).to.be.revertedWithCustomError(vault, "VaultAsReceiver");
    }
    await expect(redeem({ ...redemption(), shares: 0n })).to.be.revertedWithCustomError(
      vault,
      "ZeroShares",
    );
  });

  it("L-3 credits what is skipped in shares, without any call of it", async () => {
    const { vault, signers, odd, callback, usdc, at } = use();
    const { bob, keeper, stranger } = signers;
    const skipped = (1n << BigInt(at.odd)) | (1n << BigInt(at.callback));
    await odd.setReadFault(READ.burnGas);
    await odd.setTransferFault(TRANSFER.burnGas);
    await callback.arm(vault, "0x");
    const expected = await vault.previewRedeem(SHARES);

    const transaction = await vault.connect(bob).redeemWith({ ...redemption(), skip: skipped });
    await expect(transaction).not.to.emit(callback, "CalledBack");
    await expect(transaction).to.emit(vault, "ComponentCredited").withArgs(odd, keeper, 0n, SHARES);
    await expect(transaction)
      .to.emit(vault, "ComponentCredited")
      .withArgs(callback, keeper, 0n, SHARES);
    expect((await transaction.wait())!.gasUsed).to.be.lessThan(400_000n);
    expect(await vault.claimOf(odd, keeper)).to.deep.equal([0n, SHARES]);
    expect(await vault.claimOf(callback, keeper)).to.deep.equal([0n, SHARES]);
    expect(await usdc.balanceOf(stranger)).to.equal(expected[at.usdc]);
  });

  it("V-12 counts nothing of what is skipped toward its minimum", async () => {
    const { vault, odd, signers, at, components } = use();
    const order = { ...redemption(), skip: 1n << BigInt(at.odd) };
    const none = components.map(() => 0n);
    await expect(
      vault.connect(signers.bob).redeemWith({ ...order, minAmounts: none.with(at.odd, 1n) }),
    )
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, 0n, 1n);
    await vault.connect(signers.bob).redeemWith({ ...order, minAmounts: none });
  });

  it("V-3 pays a skipped component later what a payment would have been", async () => {
    const { vault, signers, odd, at } = use();
    const { bob, keeper } = signers;
    const expected = floorPart(await odd.balanceOf(vault), SHARES, await vault.totalSupply());
    await vault.connect(bob).redeemWith({ ...redemption(), skip: 1n << BigInt(at.odd) });
    await vault.connect(keeper).claim(odd, keeper);
    expect(await odd.balanceOf(keeper)).to.equal(expected);
  });

  it("ignores skips beyond the basket", async () => {
    const { vault, signers, other, at } = use();
    const expected = await vault.previewRedeem(SHARES);
    await vault.connect(signers.bob).redeemWith({ ...redemption(), skip: 2n ** 255n });
    expect(await other.balanceOf(signers.stranger)).to.equal(expected[at.other]);
  });

  it("V-11 returns zero for what is kept in shares and the amount of all else", async () => {
    const { vault, signers, at } = use();
    const expected = [...(await vault.previewRedeem(SHARES))];
    const skip = 1n << BigInt(at.usdc);
    const amounts = await vault
      .connect(signers.bob)
      .redeemWith.staticCall({ ...redemption(), skip });
    expect([...amounts]).to.deep.equal(expected.with(at.usdc, 0n));
  });
});
