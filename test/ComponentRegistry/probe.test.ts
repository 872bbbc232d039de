import { expect } from "chai";

import { DAY } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

const LEAST = 10_000n;

/** The registry, and a token that misbehaves on demand, of which Bob has some. */
async function probeFixture() {
  const fixture = await registryFixture();
  const { ethers, registry, signers } = fixture;
  const odd = await ethers.deployContract("OddERC20", [18]);
  await odd.mint(signers.bob, 10n ** 18n);
  await odd.connect(signers.bob).approve(registry, 10n ** 18n);
  return { ...fixture, odd, probe: () => registry.connect(signers.bob).probe(odd, LEAST) };
}

describe("ComponentRegistry.probe", () => {
  const use = useFixture(probeFixture);

  it("P-2 lets a token be listed for the first time, and nothing else does", async () => {
    const { admin, registry, listing, odd, probe, networkHelpers, signers } = use();
    const listings = [{ ...listing, token: await odd.getAddress() }];
    await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await expect(registry.list(listings))
      .to.be.revertedWithCustomError(registry, "NotProbed")
      .withArgs(odd);
    expect(await registry.isProbed(odd)).to.equal(false);
    await expect(probe()).to.emit(registry, "ComponentProbed").withArgs(odd, signers.bob, LEAST);
    expect(await registry.isProbed(odd)).to.equal(true);
    await registry.list(listings);
  });

  it("gives everything back and keeps nothing", async () => {
    const { registry, odd, probe, signers } = use();
    await odd.mint(registry, 77n);
    await probe();
    expect(await odd.balanceOf(signers.bob)).to.equal(10n ** 18n);
    expect(await odd.balanceOf(registry)).to.equal(77n);
  });

  it("accepts a token that returns nothing, as redemptions do", async () => {
    const { odd, probe } = use();
    await odd.setTransferFault(TRANSFER.returnNothingAndMove);
    await probe();
  });

  it("refuses a token whose transfer a redemption could not use, to the gas", async () => {
    const { registry, ethers, signers } = use();
    const token = await ethers.deployContract("SkewedERC20", [18]);
    await token.mint(signers.bob, LEAST);
    await token.connect(signers.bob).approve(registry, 2n * LEAST);
    const probe = () => registry.connect(signers.bob).probe(token, LEAST);
    for (const [fails, refuses, cost] of [
      [true, true, 0n],
      [false, true, 0n],
      [false, false, 150_000n],
    ] as const) {
      await token.breakTransfer(fails, refuses, cost);
      await expect(probe(), `${fails} ${refuses} ${cost}`)
        .to.be.revertedWithCustomError(registry, "ProbeFailed")
        .withArgs(token);
    }
    await token.breakTransfer(true, false, 0n);
    await expect(probe(), "says so and moves nothing")
      .to.be.revertedWithCustomError(registry, "ProbeInexact")
      .withArgs(token, 0n, LEAST);
    await token.breakTransfer(false, false, 100_000n);
    await probe();
  });

  it("refuses a token that does not come", async () => {
    const { odd, probe, ethers } = use();
    for (const fault of ["revert", "returnFalse", "returnFalseAndMove", "revertBomb"] as const) {
      await odd.setTransferFault(TRANSFER[fault]);
      await expect(probe(), fault).to.revert(ethers);
    }
  });

  it("refuses a token whose balance a redemption could not read", async () => {
    const { registry, odd, probe, signers } = use();
    for (const fault of ["revert", "burnGas", "returnShort", "overstate"] as const) {
      await odd.setReadFault(READ[fault]);
      await expect(probe(), fault)
        .to.be.revertedWithCustomError(registry, "ProbeFailed")
        .withArgs(odd);
    }
    await odd.setReadFault(READ.burnGas);
    for (const account of [signers.bob.address, await registry.getAddress()]) {
      await odd.setBurnedAt(account);
      await expect(probe(), account)
        .to.be.revertedWithCustomError(registry, "ProbeFailed")
        .withArgs(odd);
    }
    await odd.setReadFault(READ.none);
    await odd.setCosts(0n, 51_000n);
    await expect(probe(), "more gas than the cap").to.be.revertedWithCustomError(
      registry,
      "ProbeFailed",
    );
  });

  it("refuses a token that keeps a fee, on the way in already", async () => {
    const { registry, odd, probe } = use();
    await odd.setTransferFault(TRANSFER.fee);
    await expect(probe())
      .to.be.revertedWithCustomError(registry, "ProbeInexact")
      .withArgs(odd, LEAST, LEAST - LEAST / 100n);
  });

  it("refuses a token that gives or takes a unit more, at either end, on either way", async () => {
    const { registry, ethers, signers } = use();
    const token = await ethers.deployContract("SkewedERC20", [18]);
    await token.mint(signers.bob, 2n * LEAST);
    await token.mint(registry, 1n);
    await token.connect(signers.bob).approve(registry, 2n * LEAST);
    const probe = () => registry.connect(signers.bob).probe(token, LEAST);
    const ends = { registry: await registry.getAddress(), bob: signers.bob.address };
    for (const [sender, from] of Object.entries(ends)) {
      for (const [account, at] of Object.entries(ends)) {
        for (const gives of [true, false]) {
          await token.skew(from, at, gives);
          await expect(
            probe(),
            `${sender} sends, ${account} ${gives ? "gets" : "loses"} a unit`,
          ).to.be.revertedWithCustomError(registry, "ProbeInexact");
        }
      }
    }
    // Told on the way in already, of what is left with the caller: nothing on the way back makes up for it.
    await token.skew(ends.bob, ends.bob, true);
    const left = (await token.balanceOf(ends.bob)) - LEAST;
    await expect(probe())
      .to.be.revertedWithCustomError(registry, "ProbeInexact")
      .withArgs(token, left, left + 1n);
    await token.skew(ethers.ZeroAddress, ethers.ZeroAddress, true);
    await probe();
  });

  it("wants an amount of which a fee would show: 10,000 units, or a whole token", async () => {
    const { registry, ethers, signers } = use();
    for (const [decimals, least] of [
      [0, 1n],
      [2, 100n],
      [4, LEAST],
      [27, LEAST],
    ] as const) {
      const token = await ethers.deployContract("MockERC20", ["Any", "ANY", decimals]);
      await token.mint(signers.bob, LEAST);
      await token.connect(signers.bob).approve(registry, LEAST);
      const bob = registry.connect(signers.bob);
      await expect(bob.probe(token, least - 1n))
        .to.be.revertedWithCustomError(registry, "ProbeTooSmall")
        .withArgs(token, least - 1n, least);
      await bob.probe(token, least);
    }
  });

  it("takes from the caller alone, and only what the caller has and approved", async () => {
    const { registry, odd, ethers, signers } = use();
    await expect(registry.connect(signers.stranger).probe(odd, LEAST))
      .to.be.revertedWithCustomError(registry, "ProbeFailed")
      .withArgs(odd);
    await odd.mint(signers.stranger, LEAST);
    await expect(registry.connect(signers.stranger).probe(odd, LEAST)).to.revert(ethers);
    expect(await odd.balanceOf(signers.bob)).to.equal(10n ** 18n);
  });

  it("refuses what has no code, or too many decimals", async () => {
    const { registry, ethers, signers } = use();
    await expect(registry.probe(signers.stranger, LEAST))
      .to.be.revertedWithCustomError(registry, "NoCode")
      .withArgs(signers.stranger);
    const token = await ethers.deployContract("MockERC20", ["Fine", "FINE", 28]);
    await expect(registry.probe(token, LEAST))
      .to.be.revertedWithCustomError(registry, "DecimalsUnsupported")
      .withArgs(token, 28n);
  });

  it("is not asked again of what is listed", async () => {
    const { admin, registry, usdc, listing, networkHelpers } = use();
    expect(await registry.isProbed(listing.token)).to.equal(true);
    const listings = [listing];
    for (let i = 0; i < 2; i++) {
      await admin.announceListings(listings);
      await networkHelpers.time.increase(2n * DAY);
      await registry.list(listings);
    }
    expect(await registry.isProbed(usdc)).to.equal(true);
  });
});
