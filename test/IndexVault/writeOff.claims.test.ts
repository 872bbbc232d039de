import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 10n * WAD;

describe("Claims in shares on a component that was written off", () => {
  const use = useFixture(basketFixture);

  /** Alice leaves and keeps her part of gamma as a claim of Bob's; gamma is written off. Returns what he is due. {tok} */
  async function leaveThenWriteOff() {
    const fixture = use();
    const { vault, registry, signers, market, networkHelpers, ethers } = fixture;
    const { alice, bob, guardian } = signers;
    const { token } = market.names.get("gamma")!;
    const gamma = await ethers.getContractAt("MockERC20", token);
    await registry.connect(guardian).freeze(token);
    await networkHelpers.time.increase(15n * DAY);
    const due = floorPart(await gamma.balanceOf(vault), SHARES, await vault.totalSupply());
    await vault.connect(alice).redeemWith({
      shares: SHARES,
      receiver: bob,
      owner: alice,
      claimant: bob,
      basketId: 1n,
      minAmounts: [],
      skip: 1n << BigInt(await positionOf(vault, token)),
    });
    await vault.connect(await actAsTimelock(fixture)).writeOff(token);
    return { gamma, due };
  }

  it("L-4 V-6 are not diluted by shares that are issued afterwards, without a unit of it", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { gamma, due } = await leaveThenWriteOff();
    const many = 100_000n * WAD;
    const amounts = await deliver(fixture, signers.keeper, many);
    await vault.connect(signers.keeper).issue(many, signers.keeper, 2n, amounts);
    await vault.connect(signers.bob).claim(gamma, signers.bob);
    expect(await gamma.balanceOf(signers.bob)).to.be.within(due - 1n, due);
  });

  it("L-4 V-6 are not enlarged by shares that are redeemed afterwards, which get nothing of it", async () => {
    const { vault, signers } = use();
    const { gamma, due } = await leaveThenWriteOff();
    const { alice, bob } = signers;
    await vault.connect(alice).redeem(await vault.balanceOf(alice), alice, alice);
    await vault.connect(bob).claim(gamma, bob);
    expect(await gamma.balanceOf(bob)).to.be.within(due - 1n, due);
  });
});
