import { growSupply } from "@sheaf/sdk/fees/growSupply";
import { expect } from "chai";
import { concat } from "ethers";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { deliver } from "../fixtures/deliver.ts";
import { feeTerms, ISSUANCE, raiseFees, STREAMING } from "../fixtures/feeTerms.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { ceilPart, floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const YEAR = 365n * DAY;
const PIPS = 10n ** 6n;

describe("IndexVault, fees as they accrue", () => {
  const use = useFixture(feeFixture);

  /** The index with both fees at their caps, for stranger (a third) and Bob. */
  async function feeFixture() {
    const fixture = await basketFixture();
    const { stranger, bob } = fixture.signers;
    await raiseFees(fixture, feeTerms([stranger, bob]));
    return fixture;
  }

  /** {share} All shares now, by the events up to the last accrual and time since. */
  async function expectedSupply(supply: bigint, since: bigint): Promise<bigint> {
    return growSupply(supply, STREAMING, BigInt(await use().networkHelpers.time.latest()) - since);
  }

  /** The index with `supply` {share} in all when `rate` begins to stream. Returns that time. */
  async function streamFrom(supply: bigint, rate: bigint): Promise<bigint> {
    const fixture = use();
    const { vault, signers } = fixture;
    const { stranger, bob, alice } = signers;
    const timelock = await actAsTimelock(fixture);
    const none = { streamingRate: 0n, issuanceFee: 0n };
    await vault.connect(timelock).setFees(feeTerms([stranger, bob], none));
    const shares = supply - (await vault.totalSupply());
    await vault.connect(alice).issue(shares, alice, 1n, await deliver(fixture, alice, shares));
    await raiseFees(fixture, feeTerms([stranger, bob], { ...none, streamingRate: rate }));
    return (await vault.feeState()).accruedAt;
  }

  const sumOfBalances = async (): Promise<bigint> => {
    const { vault, signers } = use();
    const accounts = [vault, ...Object.values(signers)];
    const balances = await Promise.all(accounts.map((account) => vault.balanceOf(account)));
    return balances.reduce((sum, balance) => sum + balance, 0n);
  };

  it("F-2 F-3 V-10 grow the supply every second, move no component, and stand in the vault's name", async () => {
    const fixture = use();
    const { vault, networkHelpers } = fixture;
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const held = await balancesOf(fixture, vault);
    const locked = await vault.lockedShares();
    for (const wait of [1n, DAY, YEAR]) {
      await networkHelpers.time.increase(wait);
      const grown = await expectedSupply(supply, accruedAt);
      expect(grown > supply).to.equal(true);
      expect(await vault.totalSupply()).to.equal(grown);
      expect(await sumOfBalances()).to.equal(grown);
      expect(await vault.balanceOf(vault)).to.equal(locked + grown - supply);
    }
    expect(await balancesOf(fixture, vault)).to.deep.equal(held);
  });

  it("F-3 costs three per cent a year at the cap, and not more", async () => {
    const { vault, networkHelpers } = use();
    const { accruedAt } = await vault.feeState();
    const supply = await vault.totalSupply();
    await networkHelpers.time.increaseTo(accruedAt + YEAR);
    // supply / 0.97 exactly would be the cap
    const grown = await vault.totalSupply();
    expect(grown * 97n <= supply * 100n, "under the cap").to.equal(true);
    expect(grown * 97_000_001n > supply * 100_000_000n, "and at it").to.equal(true);
  });

  it("F-3 does not depend on how often it accrues: a wei each at most, in the holders' favour", async () => {
    const { vault, networkHelpers, signers } = use();
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const accruals = 12;
    for (let at = 1; at <= accruals; at += 1) {
      await networkHelpers.time.setNextBlockTimestamp(accruedAt + (BigInt(at) * YEAR) / 12n);
      await vault.connect(signers.stranger).distributeFees();
    }
    const once = growSupply(supply, STREAMING, YEAR);
    const often = await vault.totalSupply();
    expect(often <= once && once - often <= BigInt(accruals), `${once - often}`).to.equal(true);
  });

  it("F-3 accrues a wei less where the exact amount is whole, so that no digit rounds for the fee", async () => {
    const { vault, networkHelpers } = use();
    // 1 - rate is exactly (parts - 1) / parts: three seconds turn (parts - 1)^3 shares into parts^3
    const [rate, parts] = [640_000_000n, 1_562_500_000n];
    const startedAt = await streamFrom((parts - 1n) ** 3n, rate);
    await networkHelpers.time.increaseTo(startedAt + 3n);
    expect(await vault.totalSupply()).to.equal(parts ** 3n - 1n);
  });

  it("F-3 keeps 255 binary digits: with one less, this supply would accrue a wei less in a hundred years", async () => {
    const { vault, networkHelpers } = use();
    const supply = 3_032_889_645_059_383_451_442_200_610_565_280n;
    const startedAt = await streamFrom(supply, STREAMING);
    await networkHelpers.time.increaseTo(startedAt + 100n * YEAR);
    expect(await vault.totalSupply()).to.equal(growSupply(supply, STREAMING, 100n * YEAR));
  });

  it("F-3 G-1 tells of a single wei, and of nothing where nothing accrued", async () => {
    const fixture = use();
    const { ethers, networkHelpers, signers } = fixture;
    const dollars = 100n * 10n ** 6n;
    const vault = await createIndex(fixture, { usdcAmount: dollars, sharePrice: dollars }); // one share in all
    const least = { streamingRate: 1n, issuanceFee: 0n };
    await raiseFees({ ...fixture, vault }, feeTerms([signers.stranger, signers.bob], least));
    const { accruedAt } = await vault.feeState();
    const snapshot = await networkHelpers.takeSnapshot();
    await networkHelpers.time.increaseTo(accruedAt + 1n);
    expect(await vault.totalSupply()).to.equal(WAD + 1n);
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp(accruedAt + 1n);
    await expect(vault.distributeFees())
      .to.emit(vault, "FeesAccrued")
      .withArgs(1n, 0n)
      .and.to.emit(vault, "FeesDistributed")
      .withArgs(1n, [
        [signers.stranger.address, 0n],
        [signers.bob.address, 1n],
      ]);

    await ethers.provider.send("evm_setAutomine", [false]);
    const first = await vault.distributeFees({ gasLimit: 500_000n });
    const second = await vault.distributeFees({ gasLimit: 500_000n });
    await networkHelpers.mine();
    await ethers.provider.send("evm_setAutomine", [true]);
    await expect(first).to.emit(vault, "FeesAccrued").and.to.emit(vault, "FeesDistributed");
    await expect(second).to.not.emit(vault, "FeesAccrued");
    await expect(second).to.not.emit(vault, "FeesDistributed");
  });

  it("F-3 works in the year 2100, and redemption after a thousand", async () => {
    const { vault, networkHelpers, signers } = use();
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    await networkHelpers.time.increaseTo(4_102_444_800n); // 2100-01-01
    expect(await vault.totalSupply()).to.equal(await expectedSupply(supply, accruedAt));
    await vault.distributeFees();
    await networkHelpers.time.increase(1_000n * YEAR);
    await vault.connect(signers.alice).redeem(WAD, signers.alice, signers.alice);
    expect(await vault.totalSupply()).to.equal(await sumOfBalances());
  });

  it("F-3 accrues a hundred years in one go, and no more", async () => {
    const { vault, networkHelpers } = use();
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const most = growSupply(supply, STREAMING, 100n * YEAR);
    await networkHelpers.time.increaseTo(accruedAt + 100n * YEAR);
    expect(await vault.totalSupply()).to.equal(most);
    await networkHelpers.time.increaseTo(accruedAt + 10_000n * YEAR);
    expect(await vault.totalSupply()).to.equal(most);
    await vault.distributeFees();
    expect(await vault.totalSupply()).to.equal(most);
  });

  it("F-3 V-3 redemption pays the part of a supply with all fees of that second in it", async () => {
    const fixture = use();
    const { vault, networkHelpers, signers } = fixture;
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const held = await balancesOf(fixture, vault);
    const at = accruedAt + 100n * DAY;
    await networkHelpers.time.setNextBlockTimestamp(at);
    const grown = growSupply(supply, STREAMING, 100n * DAY);
    const shares = 123n * WAD + 1n;
    await expect(vault.connect(signers.alice).redeem(shares, signers.alice, signers.alice))
      .to.emit(vault, "FeesAccrued")
      .withArgs(grown - supply, 0n)
      .and.to.emit(vault, "SharesRedeemed")
      .withArgs(
        signers.alice,
        signers.alice,
        signers.alice,
        shares,
        1n,
        held.map((amount) => floorPart(amount, shares, grown)),
      );
    expect((await vault.feeState()).undistributed).to.equal(grown - supply);
    expect((await vault.feeState()).accruedAt).to.equal(at);

    // The next one accrues, and tells, only what has come since.
    await networkHelpers.time.setNextBlockTimestamp(at + 50n * DAY);
    const again = growSupply(grown - shares, STREAMING, 50n * DAY);
    await expect(vault.connect(signers.alice).redeem(shares, signers.alice, signers.alice))
      .to.emit(vault, "FeesAccrued")
      .withArgs(again - (grown - shares), 0n);
    expect((await vault.feeState()).undistributed).to.equal(again + shares - supply);
  });

  it("F-2 V-3 V-10 a fee on issuance alone is part of the supply until it is distributed", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { alice, stranger, bob } = signers;
    const timelock = await actAsTimelock(fixture);
    await vault.connect(timelock).setFees(feeTerms([stranger, bob], { streamingRate: 0n }));
    const supply = await vault.totalSupply();
    const shares = 99n * WAD;
    await vault.connect(alice).issue(shares, alice, 1n, await deliver(fixture, alice, shares));
    const fee = WAD;
    expect((await vault.feeState()).undistributed).to.equal(fee);
    expect(await vault.totalSupply()).to.equal(supply + shares + fee);
    expect(await sumOfBalances()).to.equal(supply + shares + fee);
    const held = await balancesOf(fixture, vault);
    await expect(vault.connect(alice).redeem(shares, alice, alice))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(
        alice,
        alice,
        alice,
        shares,
        1n,
        held.map((amount) => floorPart(amount, shares, supply + shares + fee)),
      );
    expect(await vault.totalSupply()).to.equal(supply + fee);
  });

  it("F-1 F-2 V-2 V-11 issuance takes the part of the fee on top, as previewed, and gives the receiver what was asked for", async () => {
    const fixture = use();
    const { vault, networkHelpers, signers } = fixture;
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const held = await balancesOf(fixture, vault);
    const shares = 77n * WAD + 5n;
    const gross = (shares * PIPS + PIPS - ISSUANCE - 1n) / (PIPS - ISSUANCE);
    expect(gross * ISSUANCE >= (gross - shares - 1n) * PIPS).to.equal(true);
    const maxima = (await deliver(fixture, signers.keeper, shares * 2n)).map((amount) => amount);
    const at = accruedAt + 30n * DAY;
    await networkHelpers.time.setNextBlockTimestamp(at);
    const grown = growSupply(supply, STREAMING, 30n * DAY);
    const taken = held.map((amount) => ceilPart(amount, gross, grown));
    await expect(vault.connect(signers.keeper).issue(shares, signers.guardian, 1n, maxima))
      .to.emit(vault, "SharesIssued")
      .withArgs(signers.keeper, signers.guardian, shares, 1n, taken)
      .and.to.emit(vault, "FeesAccrued")
      .withArgs(0n, gross - shares);
    expect(await vault.balanceOf(signers.guardian)).to.equal(shares);
    expect(await vault.totalSupply()).to.equal(grown + gross);
    expect((await vault.feeState()).undistributed).to.equal(grown - supply + gross - shares);
    // What a preview says now is for the next second too: the fee streams while it is mined.
    const preview = [...(await vault.previewIssue(shares))];
    const now = await balancesOf(fixture, vault);
    const total = await vault.totalSupply();
    expect(preview).to.deep.equal(now.map((amount) => ceilPart(amount, gross, total)));
  });

  it("F-1 F-2 V-2 issuance by callback asks for the fee on top as well, and gives the receiver what was asked for", async () => {
    const fixture = use();
    const { vault, ethers, signers } = fixture;
    const { stranger, bob, guardian } = signers;
    const timelock = await actAsTimelock(fixture);
    await vault.connect(timelock).setFees(feeTerms([stranger, bob], { streamingRate: 0n }));
    const issuer = await ethers.deployContract("CallbackIssuer");
    const { components } = await vault.basket(1n);
    for (const component of components)
      await (await ethers.getContractAt("MockERC20", component)).mint(issuer, 10n ** 40n);
    const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
    const taken = held.map((amount) => ceilPart(amount, 100n * WAD, supply));
    await expect(issuer.issue(vault, 99n * WAD, guardian, 1n, concat(components)))
      .to.emit(vault, "SharesIssued")
      .withArgs(issuer, guardian, 99n * WAD, 1n, taken)
      .and.to.emit(vault, "FeesAccrued")
      .withArgs(0n, WAD);
    expect(await vault.balanceOf(guardian)).to.equal(99n * WAD);
    expect(await vault.totalSupply()).to.equal(supply + 100n * WAD);
  });

  it("F-4 distribution gives each recipient his portion, all that accrued, and nobody else anything", async () => {
    const { vault, networkHelpers, signers } = use();
    const { stranger, bob, keeper } = signers;
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    await networkHelpers.time.setNextBlockTimestamp(accruedAt + YEAR);
    const accrued = growSupply(supply, STREAMING, YEAR) - supply;
    const first = (accrued * (WAD / 3n)) / WAD;
    const before = await Promise.all([stranger, bob].map((account) => vault.balanceOf(account)));
    await expect(vault.connect(keeper).distributeFees())
      .to.emit(vault, "FeesDistributed")
      .withArgs(accrued, [
        [stranger.address, first],
        [bob.address, accrued - first],
      ]);
    expect(await vault.balanceOf(stranger)).to.equal(before[0] + first);
    expect(await vault.balanceOf(bob)).to.equal(before[1] + accrued - first);
    expect(await vault.totalSupply()).to.equal(supply + accrued);
    expect(await vault.balanceOf(vault)).to.equal(await vault.lockedShares());
    expect((await vault.feeState()).undistributed).to.equal(0n);
  });

  it("F-4 a change of terms first distributes what accrued under the old ones", async () => {
    const { vault, networkHelpers, signers } = use();
    const { stranger, bob, alice } = signers;
    const timelock = await actAsTimelock(use());
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const had = (await vault.balanceOf(stranger)) + (await vault.balanceOf(bob));
    await networkHelpers.time.setNextBlockTimestamp(accruedAt + YEAR);
    const recipients = [{ account: alice.address, portion: WAD }];
    const half = { streamingRate: STREAMING / 2n, issuanceFee: 0n, recipients };
    await vault.connect(timelock).setFees(half);
    const accrued = growSupply(supply, STREAMING, YEAR) - supply;
    const got = (await vault.balanceOf(stranger)) + (await vault.balanceOf(bob)) - had;
    expect(got).to.equal(accrued);
    await networkHelpers.time.setNextBlockTimestamp(accruedAt + 2n * YEAR);
    const alices = await vault.balanceOf(alice);
    await vault.distributeFees();
    const next = growSupply(supply + accrued, STREAMING / 2n, YEAR) - supply - accrued;
    expect((await vault.balanceOf(alice)) - alices).to.equal(next);
  });

  it("F-3 a fee of zero accrues nothing, and its clock starts when it is raised", async () => {
    const { vault, networkHelpers, signers } = use();
    const timelock = await actAsTimelock(use());
    const terms = feeTerms([signers.stranger, signers.bob], { streamingRate: 0n, issuanceFee: 0n });
    await vault.connect(timelock).setFees(terms);
    const supply = await vault.totalSupply();
    await networkHelpers.time.increase(YEAR);
    expect(await vault.totalSupply()).to.equal(supply);
    expect(await vault.distributeFees.staticCall()).to.equal(0n);
    await raiseFees(use(), feeTerms([signers.stranger, signers.bob]));
    expect(await vault.totalSupply()).to.equal(supply);
  });

  it("V-6 F-2 lowers every component per share alike, and nothing else", async () => {
    const fixture = use();
    const { vault, networkHelpers } = fixture;
    const [supply, { accruedAt }] = [await vault.totalSupply(), await vault.feeState()];
    const before = [...(await vault.holdings())];
    await networkHelpers.time.increase(YEAR);
    expect([...(await vault.holdings())]).to.deep.equal(before);
    const grown = await expectedSupply(supply, accruedAt);
    expect([...(await vault.previewRedeem(WAD))]).to.deep.equal(
      before.map((amount) => floorPart(amount, WAD, grown)),
    );
  });

  it("V-7 the locked shares stay where they are, and the vault spends none", async () => {
    const { vault, networkHelpers, signers } = use();
    const locked = await vault.lockedShares();
    await networkHelpers.time.increase(YEAR);
    await vault.distributeFees();
    await expect(
      vault.connect(signers.bob).transferFrom(vault, signers.bob, 1n),
    ).to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance");
    expect((await vault.balanceOf(vault)) >= locked).to.equal(true);
  });

  it("M-1 issues no more than 2^128 shares in all", async () => {
    const { vault, signers } = use();
    const supply = 2n ** 128n;
    await expect(
      vault.connect(signers.alice).issue(supply, signers.alice, 1n, Array<bigint>(6).fill(0n)),
    ).to.be.revertedWithCustomError(vault, "SupplyTooLarge");
  });
});
