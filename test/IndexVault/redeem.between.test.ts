import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 300n * WAD;
const SUPPLY = 1_000n * WAD;

/** What one component does to another between the reading of all and the transfer of that other. */
describe("IndexVault.redeem while one component moves another's balance", () => {
  const use = useFixture(betweenFixture);

  /** The first component calls back when it moves, the last misbehaves on demand. */
  async function betweenFixture() {
    const fixture = await leavingFixture();
    const { components, codes, networkHelpers, tokenAt } = fixture;
    const [early, late] = [components[0], components[components.length - 1]];
    await networkHelpers.setCode(early, codes.odd.get("CallbackERC20")!);
    await networkHelpers.setCode(late, codes.odd.get("OddERC20")!);
    return {
      ...fixture,
      early: await tokenAt("CallbackERC20", early),
      late: await tokenAt("OddERC20", late),
    };
  }

  /** Alice redeems to the stranger while the late component falls or grows by `change`. */
  async function redeemWhile(change: "seize" | "mint", amount: bigint): Promise<void> {
    const { vault, early, late, signers } = use();
    const data =
      change === "seize"
        ? late.interface.encodeFunctionData("seize", [vault.target, amount])
        : late.interface.encodeFunctionData("mint", [vault.target, amount]);
    await early.arm(late, data);
    await vault.connect(signers.alice).redeem(SHARES, signers.stranger, signers.alice);
  }

  it("L-4 credits what reverted and moved nothing, though its balance fell meanwhile", async () => {
    const { vault, late, signers } = use();
    const held = await late.balanceOf(vault);
    const fall = floorPart(held, SHARES, SUPPLY);
    await late.setTransferFault(TRANSFER.revert);
    await redeemWhile("seize", fall);
    expect(await late.balanceOf(signers.stranger)).to.equal(0n);
    const [claim] = await vault.claimOf(late, signers.stranger);
    expect(claim).to.be.at.least(floorPart(held - fall, SHARES, SUPPLY));
  });

  it("L-4 credits nothing of what moved, though its balance rose meanwhile", async () => {
    const { vault, late, signers } = use();
    const held = await late.balanceOf(vault);
    const rise = floorPart(held, SHARES, SUPPLY);
    await late.setTransferFault(TRANSFER.returnFalseAndMove);
    await redeemWhile("mint", rise);
    const moved = await late.balanceOf(signers.stranger);
    const [claim] = await vault.claimOf(late, signers.stranger);
    expect(moved + claim).to.be.at.most(floorPart(held + rise, SHARES, SUPPLY));
  });

  it("V-1 V-6 gives no more than the part of what is left, where a component falls meanwhile", async () => {
    const { vault, late, signers } = use();
    const held = await late.balanceOf(vault);
    await redeemWhile("seize", held / 2n);
    const got = await late.balanceOf(signers.stranger);
    expect(got).to.be.at.most(floorPart(held - held / 2n, SHARES, SUPPLY));
  });

  it("V-3 gives no less than the part of what is left, where less is left than was due", async () => {
    const { vault, late, signers } = use();
    const held = await late.balanceOf(vault);
    const fall = (held * 4n) / 5n;
    await redeemWhile("seize", fall);
    const [claim] = await vault.claimOf(late, signers.stranger);
    const got = (await late.balanceOf(signers.stranger)) + claim;
    expect(got).to.be.at.least(floorPart(held - fall, SHARES, SUPPLY));
  });

  it("L-4 says paid of nothing that did not move, where two lead to one balance and most of it is due", async () => {
    const fixture = use();
    const { vault, signers, ethers } = fixture;
    const twin = await ethers.deployContract("TwinERC20", [18]);
    const entry = await ethers.getContractAt("TwinEntry", await twin.entry());
    await addComponents(
      fixture,
      [twin, entry].map((token) => ({ token, tokenDecimals: 18 })),
    );
    await twin.mint(vault, 1_000n * WAD);
    await fixture.nextEpoch([await twin.getAddress(), await entry.getAddress()]);
    await vault.connect(signers.bob).transfer(signers.alice, 300n * WAD);
    const sent = await vault
      .connect(signers.alice)
      .redeem(600n * WAD, signers.stranger, signers.alice);
    const receipt = (await sent.wait())!;
    const [told] = await vault.queryFilter(vault.filters.SharesRedeemed(), receipt.blockNumber);
    const [components] = await vault.basket(await vault.basketId());
    const said = [twin, entry]
      .map((token) => told.args.amounts[components.indexOf(token.target as string)])
      .reduce((sum, amount) => sum + amount, 0n);
    expect(await twin.balanceOf(signers.stranger)).to.equal(said);
  });

  it("V-9 gives no profit to who issues and redeems where two addresses lead to one balance", async () => {
    const fixture = use();
    const { vault, signers, ethers, tokenAt } = fixture;
    const twin = await ethers.deployContract("TwinERC20", [18]);
    const entry = await ethers.getContractAt("TwinEntry", await twin.entry());
    await addComponents(
      fixture,
      [twin, entry].map((token) => ({ token, tokenDecimals: 18 })),
    );
    await twin.mint(vault, 1_000n * WAD);
    await fixture.nextEpoch([await twin.getAddress(), await entry.getAddress()]);
    const { stranger } = signers;
    const [components] = await vault.basket(await vault.basketId());
    for (const component of components) {
      const token = await tokenAt("MockERC20", component);
      await token.mint(stranger, 10n ** 36n);
      await token.connect(stranger).approve(vault, 10n ** 40n);
    }
    const had = await twin.balanceOf(stranger);
    const shares = await vault.totalSupply();
    const most = components.map(() => 10n ** 36n);
    await vault.connect(stranger).issue(shares, stranger, await vault.basketId(), most);
    await vault.connect(stranger).redeem(shares, stranger, stranger);
    expect((await twin.balanceOf(stranger)) - had).to.be.at.most(0n);
  });

  it("V-6 lets a taker take nothing once its callback is over, though another component runs its code then", async () => {
    const fixture = use();
    const { vault, early, late, signers, ethers } = fixture;
    const redeemer = await ethers.deployContract("HostileRedeemer");
    await vault.connect(signers.bob).transfer(redeemer, SHARES);
    const terms = {
      shares: SHARES,
      receiver: signers.stranger.address,
      owner: redeemer,
      claimant: signers.stranger.address,
      basketId: await vault.basketId(),
      minAmounts: [],
      skip: 0n,
    };
    const due = floorPart(await late.balanceOf(vault), SHARES, SUPPLY);
    const [thief, others] = [signers.keeper.address, signers.alice.address];
    const lateStep = await takeStep(fixture, late.target as string, due, thief);
    const again = redeemer.interface.encodeFunctionData("onRedeem", [
      0n,
      [],
      encodeSteps([lateStep]),
    ]);
    // A part of the early one is taken, so that the vault pays its rest after the callback: it is armed for that.
    const steps = [
      await takeStep(fixture, early.target as string, 1n, others),
      {
        target: early.target as string,
        data: early.interface.encodeFunctionData("arm", [redeemer.target, again]),
      },
    ];
    const sent = redeemer.redeem(vault, terms, encodeSteps(steps));
    await expect(sent).to.emit(early, "CalledBack").withArgs(redeemer, false, anyValue);
    expect(await late.balanceOf(thief)).to.equal(0n);
    expect(await late.balanceOf(signers.stranger)).to.equal(due);
  });
});
