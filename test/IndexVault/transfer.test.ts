import { expect } from "chai";

import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.transfer and transferFrom", () => {
  const use = useFixture(indexFixture);

  it("V-10 moves what the owner has, and no supply", async () => {
    const { vault, signers, ethers } = use();
    const supply = await vault.totalSupply();
    await expect(vault.connect(signers.alice).transfer(signers.bob, WAD)).to.changeTokenBalances(
      ethers,
      vault,
      [signers.alice, signers.bob],
      [-WAD, WAD],
    );
    expect(await vault.totalSupply()).to.equal(supply);
  });

  it("moves by allowance from the owner to the receiver that are named, and spends it", async () => {
    const { vault, signers, ethers } = use();
    const { alice, bob, stranger } = signers;
    // Both have allowed him, so that the order of the two decides whose shares move.
    await vault.connect(alice).transfer(bob, 3n * WAD);
    await vault.connect(alice).approve(stranger, 2n * WAD);
    await vault.connect(bob).approve(stranger, 2n * WAD);
    await expect(vault.connect(stranger).transferFrom(alice, bob, 2n * WAD)).to.changeTokenBalances(
      ethers,
      vault,
      [alice, bob, stranger],
      [-2n * WAD, 2n * WAD, 0n],
    );
    expect(await vault.allowance(alice, stranger)).to.equal(0n);
    expect(await vault.allowance(bob, stranger)).to.equal(2n * WAD);
    await expect(vault.connect(stranger).transferFrom(alice, bob, 1n))
      .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
      .withArgs(stranger, 0n, 1n);
  });
});
