import { expect } from "chai";

import type { IIndexVault } from "../../types/contracts/IndexVault.js";
import type { Step } from "../fixtures/hostileRoute.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const COMPONENT_GAS = 390_000n; // {gas}
const SHARES = 41n * WAD + 7n;

/** What is read again once the callback is over: nothing of the offer is left but of what was taken. */
describe("IndexVault.redeemWithCallback reads again what was not taken", () => {
  const use = useFixture(redeemerFixture);

  async function redeemerFixture() {
    const fixture = await oddFixture();
    const { vault, ethers, signers } = fixture;
    const redeemer = await ethers.deployContract("HostileRedeemer");
    await vault.connect(signers.bob).transfer(redeemer, 300n * WAD);
    return { ...fixture, redeemer };
  }

  /** What the redeemer asks for: his part to the stranger, claims to the keeper. */
  async function termsWith(changes: Partial<IIndexVault.RedemptionStruct> = {}) {
    const { redeemer, signers } = use();
    return {
      shares: SHARES,
      receiver: signers.stranger.address,
      owner: await redeemer.getAddress(),
      claimant: signers.keeper.address,
      basketId: 1n,
      minAmounts: [],
      skip: 0n,
      ...changes,
    };
  }
  async function redeem(steps: Step[], changes: Partial<IIndexVault.RedemptionStruct> = {}) {
    const { vault, redeemer } = use();
    return redeemer.redeem(vault, await termsWith(changes), encodeSteps(steps));
  }
  const readFault = (fault: number): Step => {
    const { odd } = use();
    const data = odd.interface.encodeFunctionData("setReadFault", [fault]);
    return { target: odd.target as string, data };
  };

  it("V-3 V-13 pays what can be read only afterwards, and counts it toward its minimum", async () => {
    const { vault, odd, at, signers } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    await odd.setReadFault(READ.revert);
    await expect(redeem([], { minAmounts: due }))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(odd, 0n, due[at.odd]);
    const sent = redeem([readFault(READ.none)], { minAmounts: due });
    await expect(sent).not.to.emit(vault, "ComponentCredited");
    expect(await odd.balanceOf(signers.stranger)).to.equal(due[at.odd]);
    expect(await vault.owed(odd)).to.deep.equal([0n, 0n]);
  });

  it("V-1 L-4 credits once what nobody could read before or after, and offers nothing of it", async () => {
    const { vault, redeemer, odd, components, at, signers } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    await odd.setReadFault(READ.revert);
    await expect(redeem([]))
      .to.emit(redeemer, "CalledBack")
      .withArgs(vault, SHARES, due.with(at.odd, 0n));
    expect(await vault.owed(odd)).to.deep.equal([0n, SHARES]);
    const stale = await takeStep({ vault }, components[at.odd], 1n, signers.stranger.address);
    await expect(redeem([readFault(READ.none), stale])).to.be.revertedWithCustomError(
      vault,
      "TakeNotAllowed",
    );
  });

  it("V-5 V-6 pays the part of what came in the callback of what was nothing before, to no profit", async () => {
    const { vault, odd, at, signers } = use();
    await odd.seize(vault, await odd.balanceOf(vault));
    const gift = 1_000n * WAD;
    const supply = await vault.totalSupply();
    await redeem([await deliverStep(use(), odd.target as string, gift)]);
    expect(await odd.balanceOf(signers.stranger)).to.equal(floorPart(gift, SHARES, supply));
    expect((await vault.previewRedeem(supply - SHARES))[at.odd]).to.equal(
      gift - floorPart(gift, SHARES, supply),
    );
  });

  it("V-1 V-12 keeps the offer due of what was taken from, though more came meanwhile", async () => {
    const { vault, odd, components, at, signers } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    const taken = await takeStep({ vault }, components[at.odd], 1n, signers.bob.address);
    const gift = await deliverStep(use(), odd.target as string, 1_000n * WAD);
    await redeem([taken, gift], { minAmounts: due.with(at.odd, due[at.odd] - 1n) });
    expect(await odd.balanceOf(signers.stranger)).to.equal(due[at.odd] - 1n);
  });

  it("L-4 credits the rest of what was taken from and of what was not, each once, and tells what was paid", async () => {
    const { vault, redeemer, odd, other, components, at, signers } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    for (const token of [odd, other]) await token.setRefused(signers.stranger);
    const refuse = [odd, other].map((token) => ({
      target: token.target as string,
      data: token.interface.encodeFunctionData("setTransferFault", [TRANSFER.refuseReceiver]),
    }));
    const taken = await takeStep({ vault }, components[at.odd], 5n, signers.bob.address);
    await expect(redeem([taken, ...refuse], { skip: 1n << BigInt(at.callback) }))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(
        redeemer,
        signers.stranger,
        redeemer,
        SHARES,
        1n,
        due.with(at.odd, 5n).with(at.other, 0n).with(at.callback, 0n),
      );
    expect(await vault.claimOf(odd, signers.keeper)).to.deep.equal([due[at.odd] - 5n, 0n]);
    expect(await vault.claimOf(other, signers.keeper)).to.deep.equal([due[at.other], 0n]);
    expect(await vault.claimOf(components[at.callback], signers.keeper)).to.deep.equal([
      0n,
      SHARES,
    ]);
    expect(await vault.owed(odd)).to.deep.equal([due[at.odd] - 5n, 0n]);
  });

  it("L-2 offers nothing by reads that could be starved: with too little gas for one it says how much it takes", async () => {
    const { vault, redeemer } = use();
    const terms = await termsWith();
    const asks = (gasLimit: bigint) =>
      redeemer.redeem.staticCall(vault, terms, encodeSteps([]), { gasLimit });
    await expect(asks(400_000n))
      .to.be.revertedWithCustomError(vault, "InsufficientGas")
      .withArgs((left: bigint) => left < COMPONENT_GAS, COMPONENT_GAS);
  });

  it("E-7 V-1 gives what is taken into another redemption of the same transaction to nobody twice", async () => {
    const { vault, ethers, redeemer, usdc, components, at, signers } = use();
    const many = await ethers.deployContract("HostileExecutor");
    const held = await usdc.balanceOf(vault);
    const supply = await vault.totalSupply();
    const once = floorPart(held, SHARES, supply);
    const call = async (steps: Step[]) => ({
      target: await redeemer.getAddress(),
      data: redeemer.interface.encodeFunctionData("redeem", [
        await vault.getAddress(),
        await termsWith(),
        encodeSteps(steps),
      ]),
    });
    const half = await takeStep(
      { vault },
      components[at.usdc],
      once / 2n,
      signers.stranger.address,
    );
    await many.execute([], [], encodeSteps([await call([half]), await call([half])]));
    const twice = once + floorPart(held - once, SHARES, supply - SHARES);
    expect(await usdc.balanceOf(signers.stranger)).to.equal(twice);
    expect(await usdc.balanceOf(vault)).to.equal(held - twice);
  });
});
