import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { floorPart } from "../fixtures/round.ts";
import { startedRecord } from "../fixtures/startedRecord.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import type { MockERC20 } from "../../types/index.js";

const SHARES = 10n * WAD;

describe("Claims in shares on a component that was written off", () => {
  const use = useFixture(basketFixture);

  /**
   * Alice leaves and keeps her part of gamma as a claim of Bob's; gamma is written off, when it can be read or cannot.
   * Returns what he is due. {tok}
   */
  async function leaveThenWriteOff(readable = true) {
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
    const code = await ethers.provider.getCode(token);
    if (!readable) await networkHelpers.setCode(token, "0x");
    await vault.connect(await actAsTimelock(fixture)).writeOff(token);
    await networkHelpers.setCode(token, code);
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

  /** Lists gamma again in the registry, and waits until issuance has been paused for long enough. */
  async function listAgain(gamma: MockERC20): Promise<void> {
    const fixture = use();
    const { vault, signers, market, networkHelpers, ethers } = fixture;
    const feed = await ethers.getContractAt("MockAggregator", market.names.get("gamma")!.feed);
    await addComponents(fixture, [{ token: gamma, tokenDecimals: 18, feed }]);
    await vault.connect(signers.guardian).pauseIssuance();
    await networkHelpers.time.increase(8n * DAY);
    await moveMarket(market, ROWS);
  }

  /** Starts an epoch that names gamma. */
  async function start() {
    const fixture = use();
    const order = await epochOrder(fixture, { ...WEIGHTS, gamma: 0n });
    return fixture.vault.connect(fixture.signers.strategist).startEpoch(order);
  }

  async function takeBack(gamma: MockERC20) {
    await listAgain(gamma);
    return start();
  }

  it("L-4 V-6 are shared with those who held when it was written off, though it is listed again", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { gamma, due } = await leaveThenWriteOff(false);
    const many = 100_000n * WAD;
    const amounts = await deliver(fixture, signers.keeper, many);
    await vault.connect(signers.keeper).issue(many, signers.keeper, 2n, amounts);
    await expect(takeBack(gamma))
      .to.emit(vault, "PendingSharesConverted")
      .withArgs(gamma, 0n, SHARES, due);
    const balance = await gamma.balanceOf(vault);
    expect((await vault.holdings())[await positionOf(vault, gamma)]).to.equal(balance - due);
    await vault.connect(signers.bob).claim(gamma, signers.bob);
    expect(await gamma.balanceOf(signers.bob)).to.equal(due);
  });

  it("G-2 L-4 V-6 are shared with those who hold then, once it is listed again", async () => {
    const { vault, signers } = use();
    const { gamma } = await leaveThenWriteOff();
    const { alice, bob } = signers;
    const { number, basketId } = await startedRecord(vault, await takeBack(gamma));
    expect([number, basketId], "no basket for each epoch alone").to.deep.equal([2n, 3n]);

    await vault.connect(bob).claim(gamma, bob);
    const left = await gamma.balanceOf(vault);
    const supply = await vault.totalSupply();
    const before = await gamma.balanceOf(alice);
    await vault.connect(alice).redeemWith({
      shares: SHARES,
      receiver: alice,
      owner: alice,
      claimant: alice,
      basketId: 3n,
      minAmounts: [],
      skip: 1n << BigInt(await positionOf(vault, gamma)),
    });
    await vault.connect(alice).claim(gamma, alice);
    expect((await gamma.balanceOf(alice)) - before).to.equal(floorPart(left, SHARES, supply));
  });

  it("L-4 V-6 keep it written off while less is left of it than is owed, and are converted at their own supply then", async () => {
    const fixture = use();
    const { vault, registry, signers, market, networkHelpers, ethers } = fixture;
    const { alice, bob, guardian, keeper } = signers;
    const { token } = market.names.get("gamma")!;
    const odd = await ethers.deployContract("OddERC20", [18]);
    await networkHelpers.setCode(token, await ethers.provider.getCode(odd));
    const gamma = await ethers.getContractAt("OddERC20", token);
    await gamma.setTransferFault(TRANSFER.revert);
    await vault.connect(alice).redeem(SHARES, alice, alice);
    await gamma.setTransferFault(TRANSFER.none);
    const [owed] = await vault.owed(token);
    await registry.connect(guardian).freeze(token);
    await networkHelpers.time.increase(15n * DAY);
    const lost = (await gamma.balanceOf(vault)) - owed / 2n;
    await gamma.seize(vault, lost);
    const skip = 1n << BigInt(await positionOf(vault, token));
    await vault.connect(alice).redeemWith({
      ...{ shares: SHARES, receiver: bob, owner: alice, claimant: bob },
      ...{ basketId: 1n, minAmounts: [], skip },
    });
    const supply = await vault.totalSupply();
    await vault.connect(await actAsTimelock(fixture)).writeOff(token);
    expect(await vault.owed(token)).to.deep.equal([owed, SHARES]);
    const many = 100_000n * WAD;
    const amounts = await deliver(fixture, keeper, many);
    await vault.connect(keeper).issue(many, keeper, 2n, amounts);

    await listAgain(gamma);
    await expect(start())
      .to.be.revertedWithCustomError(vault, "ComponentIsWrittenOff")
      .withArgs(token);
    await gamma.mint(vault, lost);
    const free = (await gamma.balanceOf(vault)) - owed;
    await expect(start())
      .to.emit(vault, "PendingSharesConverted")
      .withArgs(token, 0n, SHARES, floorPart(free, SHARES, supply + SHARES));
  });
});
