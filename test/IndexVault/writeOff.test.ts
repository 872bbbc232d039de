import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { FAULT, setFault } from "../fixtures/epochSetting.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const NEVER = 2n ** 256n - 1n;

describe("IndexVault.writeOff", () => {
  const use = useFixture(basketFixture);

  /** Freezes gamma, and waits until it can be written off. */
  async function freezeGamma() {
    const fixture = use();
    const { registry, signers, market, networkHelpers } = fixture;
    const { token } = market.names.get("gamma")!;
    await registry.connect(signers.guardian).freeze(token);
    const from = (await registry.frozenSince(token)) + 14n * DAY;
    await networkHelpers.time.setNextBlockTimestamp(from);
    return { token, timelock: await actAsTimelock(fixture) };
  }

  it("V-6 A-2 takes off the list what has been frozen for fourteen days, not a second sooner", async () => {
    const { vault, registry, signers, market, networkHelpers } = use();
    const { token } = market.names.get("gamma")!;
    const timelock = await actAsTimelock(use());
    await expect(vault.connect(timelock).writeOff(token))
      .to.be.revertedWithCustomError(vault, "WriteOffTooEarly")
      .withArgs(token, NEVER);
    for (const caller of [signers.guardian, signers.keeper, signers.strategist, signers.alice])
      await expect(vault.connect(caller).writeOff(token)).to.be.revertedWithCustomError(
        vault,
        "MissingRole",
      );
    await registry.connect(signers.guardian).freeze(token);
    const from = (await registry.frozenSince(token)) + 14n * DAY;
    await networkHelpers.time.setNextBlockTimestamp(from - 1n);
    await expect(vault.connect(timelock).writeOff(token))
      .to.be.revertedWithCustomError(vault, "WriteOffTooEarly")
      .withArgs(token, from);
    await networkHelpers.time.setNextBlockTimestamp(from);
    await expect(vault.connect(timelock).writeOff(token))
      .to.emit(vault, "ComponentWrittenOff")
      .withArgs(token, 2n);
    expect(await positionOf(vault, token)).to.equal(-1);
  });

  it("P-2 begins the fourteen days anew with each listing", async () => {
    const { vault, ethers, market } = use();
    const { token, timelock } = await freezeGamma();
    const { feed } = market.names.get("gamma")!;
    await addComponents(use(), [
      {
        token: await ethers.getContractAt("MockERC20", token),
        tokenDecimals: 18,
        feed: await ethers.getContractAt("MockAggregator", feed),
      },
    ]);
    await expect(vault.connect(timelock).writeOff(token))
      .to.be.revertedWithCustomError(vault, "WriteOffTooEarly")
      .withArgs(token, NEVER);
  });

  it("E-9 keeps the others as they were: tokens, units, what is carried, and every balance", async () => {
    const fixture = use();
    const { vault, ethers } = fixture;
    const { token, timelock } = await freezeGamma();
    const gamma = await ethers.getContractAt("MockERC20", token);
    const position = await positionOf(vault, token);
    const { components, units, carried } = await vault.basket(1n);
    const holdings = await vault.holdings();
    const balances = await balancesOf(fixture, vault);
    const left = await gamma.balanceOf(vault);
    const without = <value>(values: readonly value[]): value[] =>
      values.filter((_, at) => at !== position);
    await vault.connect(timelock).writeOff(token);
    const after = await vault.basket(2n);
    expect(after.components).to.deep.equal(without(components));
    expect(after.units).to.deep.equal(without(units));
    expect([carried, after.carried]).to.deep.equal([0n, 0n]);
    expect(await vault.holdings()).to.deep.equal(without(holdings));
    expect(await balancesOf(fixture, vault)).to.deep.equal(without(balances));
    expect(await gamma.balanceOf(vault)).to.equal(left);
    expect((await vault.basket(1n)).components).to.deep.equal(components); // still readable
  });

  it("L-4 V-6 leaves what is owed of it owed, and the claims on the others where they are", async () => {
    const fixture = use();
    const { vault, signers, ethers } = fixture;
    const { token, timelock } = await freezeGamma();
    const { components } = await vault.basket(1n);
    const all = (1n << BigInt(components.length)) - 1n;
    const { alice, bob } = signers;
    await vault.connect(alice).redeemWith({
      shares: 10n * WAD,
      receiver: alice,
      owner: alice,
      claimant: bob,
      basketId: 1n,
      minAmounts: [],
      skip: all,
    });
    await vault.connect(timelock).writeOff(token);
    const [kept, last] = [await vault.previewRedeem(WAD), components.at(-1)!];
    expect(kept.length).to.equal(components.length - 1);
    for (const component of components) {
      const [amount, shares] = await vault.claimOf(component, bob);
      expect(shares).to.equal(component === token ? 0n : 10n * WAD); // of what is written off the round ends
      expect(amount > 0n).to.equal(component === token);
      const erc20 = await ethers.getContractAt("MockERC20", component);
      const before = await erc20.balanceOf(vault);
      await vault.connect(bob).claim(component, bob);
      expect(await erc20.balanceOf(bob)).to.be.greaterThan(0n);
      expect(await erc20.balanceOf(bob)).to.equal(before - (await erc20.balanceOf(vault)));
    }
    // The positions after it moved down by one, and their claims with them: holders share what is not owed, of each.
    expect([...(await vault.previewRedeem(WAD))]).to.deep.equal([...kept]);
    expect((await vault.owed(last)).amount).to.equal(0n);
  });

  it("lets issuance go on without it, for the new list only", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { token, timelock } = await freezeGamma();
    const amounts = await deliver(fixture, signers.bob, WAD);
    const issue = (basketId: bigint, most: readonly bigint[]) =>
      vault.connect(signers.bob).issue(WAD, signers.bob, basketId, [...most]);
    await expect(issue(1n, amounts)).to.be.revertedWithCustomError(vault, "ComponentIsFrozen");
    await vault.connect(timelock).writeOff(token);
    await expect(issue(1n, amounts)).to.be.revertedWithCustomError(vault, "BasketMismatch"); // V-12
    await issue(2n, await vault.previewIssue(WAD));
    expect(await vault.balanceOf(signers.bob)).to.equal(WAD);
  });

  /** Lists gamma anew in the registry, and waits until `seconds` of a pause of issuance have run. */
  async function relistGamma(token: string, seconds: bigint) {
    const fixture = use();
    const { vault, signers, market, ethers, networkHelpers } = fixture;
    const { feed } = market.names.get("gamma")!;
    const erc20 = await ethers.getContractAt("MockERC20", token);
    await addComponents(fixture, [
      { token: erc20, tokenDecimals: 18, feed: await ethers.getContractAt("MockAggregator", feed) },
    ]);
    await vault.connect(signers.guardian).pauseIssuance();
    const pausedAt = (await vault.issuancePausedUntil()) - 14n * DAY;
    await networkHelpers.time.increaseTo(pausedAt + seconds - 3_600n);
    await moveMarket(market, ROWS);
    await networkHelpers.time.setNextBlockTimestamp(pausedAt + seconds);
    return erc20;
  }

  const withGamma = () => epochOrder(use(), { ...WEIGHTS, gamma: 0n, alpha: WAD / 5n });

  it("V-6 gives what is recovered to those who held before a pause of seven days, in the epoch that lists it again", async () => {
    const { vault, signers, market, networkHelpers } = use();
    const { token, timelock } = await freezeGamma();
    await vault.connect(timelock).writeOff(token);
    const erc20 = await relistGamma(token, 7n * DAY);
    const order = {
      ...(await withGamma()),
      deadline: BigInt(await networkHelpers.time.latest()) + 2n * DAY - 3_600n,
    };
    await vault.connect(signers.strategist).startEpoch(order);
    const at = await positionOf(vault, token);
    expect((await vault.holdings())[at]).to.equal(await erc20.balanceOf(vault));
    expect((await vault.holdings())[at]).to.be.greaterThan(0n);

    // From then on it is a component like any other: the next epoch waits for no pause.
    await networkHelpers.time.increase(8n * DAY);
    await moveMarket(market, ROWS);
    expect(await vault.issuancePausedUntil()).to.be.lessThan(
      BigInt(await networkHelpers.time.latest()),
    );
    await vault.connect(signers.strategist).startEpoch(await withGamma());
    expect(await positionOf(vault, token)).to.equal(at);
  });

  it("V-6 E-18 does not let what is recovered drop out while nobody knows its price", async () => {
    const fixture = use();
    const { vault, signers, market, networkHelpers } = fixture;
    const { token, timelock } = await freezeGamma();
    await vault.connect(timelock).writeOff(token);
    const erc20 = await relistGamma(token, 7n * DAY);
    await setFault(fixture, "gamma", FAULT.zero);
    const deadline = BigInt(await networkHelpers.time.latest()) + 2n * DAY - 3_600n;
    const weights = { ...WEIGHTS, gamma: 0n };
    const strategist = vault.connect(signers.strategist);
    await strategist.startEpoch({ ...(await epochOrder(fixture, weights)), deadline });
    const held = await erc20.balanceOf(vault);
    await networkHelpers.time.increase(8n * DAY);
    await moveMarket(market, ROWS);
    await setFault(fixture, "gamma", FAULT.zero);
    await strategist.startEpoch(await epochOrder(fixture, weights));
    const at = await positionOf(vault, token);
    expect([at !== -1, (await vault.holdings())[at]]).to.deep.equal([true, held]);
  });

  it("V-6 lists nothing again whose balance cannot be read, whatever else the time is ripe for", async () => {
    const { vault, signers, networkHelpers, ethers } = use();
    const { token, timelock } = await freezeGamma();
    await vault.connect(timelock).writeOff(token);
    await relistGamma(token, 7n * DAY);
    const order = {
      ...(await withGamma()),
      deadline: BigInt(await networkHelpers.time.latest()) + 2n * DAY - 3_600n,
    };
    const code = await ethers.provider.getCode(token);
    await networkHelpers.setCode(token, "0x");
    const { strategist } = signers;
    await expect(vault.connect(strategist).startEpoch(order))
      .to.be.revertedWithCustomError(vault, "ComponentIsWrittenOff")
      .withArgs(token);
    await networkHelpers.setCode(token, code);
    await vault.connect(strategist).startEpoch(order);
  });

  it("V-6 lists it again for nobody who issued just before, nor while it is frozen", async () => {
    const fixture = use();
    const { vault, registry, signers, market, networkHelpers } = fixture;
    const { token, timelock } = await freezeGamma();
    await vault.connect(timelock).writeOff(token);
    await moveMarket(market, ROWS);
    const start = async () => vault.connect(signers.strategist).startEpoch(await withGamma());
    const refused = async () =>
      expect(start()).to.be.revertedWithCustomError(vault, "ComponentIsWrittenOff").withArgs(token);
    const shares = (await vault.totalSupply()) * 99n;
    const amounts = await deliver(fixture, signers.bob, shares);
    await vault.connect(signers.bob).issue(shares, signers.bob, 2n, amounts);
    await refused(); // frozen, and issuance goes on
    await relistGamma(token, 7n * DAY - 1n);
    await refused(); // too early
    const snapshot = await networkHelpers.takeSnapshot();
    const until = await vault.issuancePausedUntil();
    await networkHelpers.time.increaseTo(until - 3_600n);
    await moveMarket(market, ROWS);
    await networkHelpers.time.setNextBlockTimestamp(until);
    await refused(); // too late
    await snapshot.restore();
    await networkHelpers.time.increase(DAY);
    await registry.connect(signers.guardian).freeze(token);
    await moveMarket(market, ROWS);
    await refused(); // frozen again
  });

  it("L-4 V-6 shares claims that were kept in shares with those who held then, whoever issues or leaves since", async () => {
    for (const readable of [true, false]) {
      const fixture = use();
      const { vault, signers, ethers, networkHelpers } = fixture;
      const snapshot = await networkHelpers.takeSnapshot();
      const { token, timelock } = await freezeGamma();
      const gamma = await ethers.getContractAt("MockERC20", token);
      const [balance, supply] = [await gamma.balanceOf(vault), await vault.totalSupply()];
      const skip = 1n << BigInt(await positionOf(vault, token));
      const shares = 10n * WAD;
      const { alice, bob } = signers;
      const leaving = {
        receiver: alice,
        owner: alice,
        claimant: alice,
        basketId: 1n,
        minAmounts: [],
        skip,
      };
      await vault.connect(alice).redeemWith({ shares, ...leaving });
      const code = await ethers.provider.getCode(token);
      if (!readable) await networkHelpers.setCode(token, "0x");
      await vault.connect(timelock).writeOff(token);
      await networkHelpers.setCode(token, code);
      const issued = (await vault.totalSupply()) * 99n;
      const amounts = await deliver(fixture, bob, issued);
      await vault.connect(bob).issue(issued, bob, 2n, amounts);
      const had = await gamma.balanceOf(alice);
      await vault.connect(alice).claim(token, alice);
      expect((await gamma.balanceOf(alice)) - had).to.equal((balance * shares) / supply);
      await snapshot.restore();
    }
  });

  it("E-1 waits for the end of an open epoch, whose trades name positions", async () => {
    const fixture = use();
    const { vault, signers, market, networkHelpers } = fixture;
    const { token, timelock } = await freezeGamma();
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
    await expect(vault.connect(timelock).writeOff(token))
      .to.be.revertedWithCustomError(vault, "EpochStillOpen")
      .withArgs(2n);
    await networkHelpers.time.increaseTo((await vault.epoch()).deadline);
    await vault.closeEpoch();
    const { carried } = await vault.basket(2n);
    const position = await positionOf(vault, token);
    expect(carried).to.equal(1n << BigInt(position));
    await vault.connect(timelock).writeOff(token);
    expect((await vault.basket(3n)).carried).to.equal(0n);
  });

  it("never writes USDC off, nor what is not listed", async () => {
    const { vault, usdc, registry, signers, networkHelpers, ethers } = use();
    const other = await ethers.deployContract("MockERC20", ["Other", "OTHER", 18]);
    await addComponents(use(), [{ token: other, tokenDecimals: 18 }]);
    await registry.connect(signers.guardian).freeze(usdc);
    await registry.connect(signers.guardian).freeze(other);
    await networkHelpers.time.increase(15n * DAY);
    const timelock = await actAsTimelock(use());
    await expect(vault.connect(timelock).writeOff(usdc))
      .to.be.revertedWithCustomError(vault, "WriteOffTooEarly")
      .withArgs(usdc, NEVER);
    await expect(vault.connect(timelock).writeOff(other))
      .to.be.revertedWithCustomError(vault, "ComponentMissing")
      .withArgs(other);
  });
});
