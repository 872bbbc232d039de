import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { READ } from "../fixtures/oddFixture.ts";
import { REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component
const TWO = WAD / 50n; // {1}
const LESS = 199n; // {usdc} in dollars: a little less than 2 % of NAV

describe("IndexVault.startEpoch, of a component that lost balance", () => {
  const use = useFixture(misbehavingFixture);

  it("E-16 flags what vanished, and does not buy it again in seven daily epochs", async () => {
    const { vault, usdc, odd, start, buy, seize, pass } = use();
    await start({}, [TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await seize(odd[0]);
    for (let day = 0; day < 7; day++) {
      await pass(DAY + 1n);
      const started = start({}, [TWO]);
      if (day === 0) await expect(started).to.emit(vault, "ComponentFlagged");
      else await expect(started).not.to.emit(vault, "ComponentFlagged");
      await started;
      const position = await positionOf(vault, odd[0]);
      if (position === -1) continue;
      expect((await vault.basket(await vault.basketId())).units[position]).to.equal(0n);
      await expect(buy(odd[0], DOLLAR)).to.be.revertedWithCustomError(vault, "TargetCrossed");
    }
    expect(await vault.isFlagged(odd[0])).to.equal(true);
    expect(await usdc.balanceOf(vault)).to.equal((10_000n - LESS) * DOLLAR);
  });

  it("E-16 flags what vanished in a weekly epoch at the change of regime that follows at once", async () => {
    const { vault, usdc, odd, start, buy, seize, pass } = use();
    await start({}, [0n, TWO]);
    await pass(20n * DAY);
    await start({}, [TWO, TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await seize(odd[0]);
    await expect(start({}, [TWO, TWO], { regime: REGIME.neutral }))
      .to.emit(vault, "ComponentFlagged")
      .withArgs(odd[0], 0n, (value: bigint) => value > 0n);
    await expect(buy(odd[0], DOLLAR)).to.be.revertedWithCustomError(vault, "TargetCrossed");
    await buy(odd[1], 195n * DOLLAR);
    expect(await usdc.balanceOf(vault)).to.equal((10_000n - LESS - 195n) * DOLLAR);
  });

  it("E-16 keeps a flag through dropping out of the list and coming back", async () => {
    const { vault, odd, start, buy, seize, pass } = use();
    await start({}, [TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await seize(odd[0]);
    await pass(DAY + 1n);
    await expect(start({}, [0n])).to.emit(vault, "ComponentFlagged");
    expect(await positionOf(vault, odd[0])).to.equal(-1);
    await pass(2n * DAY);
    await start({}, []);
    await pass(2n * DAY);
    await start({}, [TWO]);
    expect(await vault.isFlagged(odd[0])).to.equal(true);
    await expect(buy(odd[0], DOLLAR)).to.be.revertedWithCustomError(vault, "TargetCrossed");
  });

  it("E-16 buys nothing of what vanished where the component before it drops out at the same start", async () => {
    const { vault, odd, start, buy, seize, pass, networkHelpers } = use();
    const [first, second, third] = odd.toSorted((a, b) =>
      BigInt(a.target as string) < BigInt(b.target as string) ? -1 : 1,
    );
    for (const [leaver, fallen] of [
      [first, second],
      [second, third],
    ]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await start({}, [TWO, TWO, TWO]);
      await buy(fallen, LESS * DOLLAR);
      await seize(fallen);
      await pass(DAY + 1n);
      const weights = odd.map((token) => (token === leaver ? 0n : TWO));
      await expect(start({}, weights)).to.emit(vault, "ComponentFlagged");
      expect(await positionOf(vault, leaver)).to.equal(-1);
      const [, units] = await vault.basket(2n);
      expect(units[await positionOf(vault, fallen)]).to.equal(0n);
      await snapshot.restore();
    }
  });

  it("E-16 flags three components at once, and buys the others as if nothing had happened", async () => {
    const fixture = use();
    const { vault, usdc, odd, start, buy, seize, pass } = fixture;
    await start({}, [TWO, TWO, TWO]);
    for (const token of odd) {
      await buy(token, LESS * DOLLAR);
      await seize(token);
    }
    await pass(DAY + 1n);
    const started = await start({ alpha: WAD / 4n }, [TWO, TWO, TWO]);
    const flagged = await vault.queryFilter(
      vault.filters.ComponentFlagged(),
      started.blockNumber ?? undefined,
    );
    expect(flagged.map(({ args }) => args.component).toSorted()).to.deep.equal(
      odd.map(({ target }) => target).toSorted(),
    );
    const alpha = await fixture.ethers.getContractAt(
      "MockERC20",
      fixture.market.names.get("alpha")!.token,
    );
    await buy(alpha, 2_300n * DOLLAR, 55n * 10n ** 6n); // at 42 dollars, with the tier
    const left = (10_000n - 3n * LESS - 2_300n) * DOLLAR;
    expect(await usdc.balanceOf(vault)).to.equal(left);
  });

  it("E-16 flags what is gone by more than 2 %, and nothing that is gone by less", async () => {
    const { vault, odd, start, buy, pass } = use();
    await start({}, [TWO, TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await buy(odd[1], LESS * DOLLAR);
    const lost = (LESS * TOKEN * 2n) / 100n; // {tok} of streaming fees, a day takes 0.03 %
    await odd[0].seize(vault, lost - TOKEN / 100n);
    await odd[1].seize(vault, lost + TOKEN / 3n);
    await pass(DAY + 1n);
    await expect(start({}, [TWO, TWO]))
      .to.emit(vault, "ComponentFlagged")
      .withArgs(
        odd[1],
        (value: bigint) => value > 0n,
        (value: bigint) => value > 0n,
      );
    expect(await vault.isFlagged(odd[0])).to.equal(false);
    // What is missing is not bought back, in this epoch or in a later one.
    for (let epoch = 0; epoch < 3; epoch++) {
      await expect(buy(odd[0], 3n * DOLLAR)).to.be.revertedWithCustomError(
        vault,
        "PurchaseOverAllowance",
      );
      await pass(DAY + 1n);
      await start({}, [TWO, TWO]);
    }
  });

  for (const rest of [1, 2])
    it(`E-16 adds up losses of less than 2 %, where every ${rest === 1 ? "" : "second "}start finds one`, async () => {
      const { vault, usdc, odd, start, buy, pass } = use();
      const third = (WAD * 32n) / 100n;
      await start({}, [third]);
      await buy(odd[0], 3_200n * DOLLAR - 1n);
      const paid = async () => 10_000n * DOLLAR - (await usdc.balanceOf(vault));
      for (let epoch = 0; epoch < 6; epoch++) {
        if (epoch % rest === 0)
          await odd[0].seize(vault, ((await odd[0].balanceOf(vault)) * 195n) / 10_000n);
        await pass(DAY + 1n);
        await start({}, [third]);
        await buy(odd[0], 30n * DOLLAR).catch(() => undefined);
      }
      expect(await vault.isFlagged(odd[0])).to.equal(true);
      expect(await paid()).to.be.lessThan(3_210n * DOLLAR);
    });

  it("E-16 a wei of shares that waits flags nothing, however few units there are", async () => {
    const fixture = use();
    const { vault, ethers, signers, pass, orderOf } = fixture;
    const token = await ethers.deployContract("MockERC20", ["Whole", "WHOLE", 0]);
    const [feed] = await addComponents(fixture, [{ token, tokenDecimals: 0 }]);
    const refresh = async () =>
      (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
    const at = await token.getAddress();
    const order = async () => {
      await refresh();
      const plain = await orderOf({}, []);
      const cash = plain.components.indexOf(fixture.usdc.target);
      const weights = plain.weights.with(cash, BigInt(plain.weights[cash]) - WAD / 100n);
      return withComponent({ ...plain, weights }, at, WAD / 100n);
    };
    await pass(DAY);
    await vault.connect(signers.strategist).startEpoch(await order());
    await token.mint(vault, 30n);
    await pass(DAY + 1n);
    await vault.connect(signers.strategist).startEpoch(await order());
    const skip = 1n << BigInt(await positionOf(vault, token));
    const { alice } = signers;
    const redemption = { shares: 1n, receiver: alice, owner: alice, claimant: alice, skip };
    const basketId = await vault.basketId();
    await vault.connect(alice).redeemWith({ ...redemption, basketId, minAmounts: [] });
    await pass(DAY + 1n);
    await expect(vault.connect(signers.strategist).startEpoch(await order())).not.to.emit(
      vault,
      "ComponentFlagged",
    );
  });

  it("E-16 flags a component that is sold to a lower target, only if it then loses what must be left", async () => {
    const { vault, odd, start, buy, sell, pass } = use();
    await start({}, [TWO, TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await pass(DAY + 1n);
    await start({}, [0n, TWO]);
    await sell(odd[0]);
    await buy(odd[1], LESS * DOLLAR);
    await pass(DAY + 1n);
    await expect(start({}, [TWO, TWO])).not.to.emit(vault, "ComponentFlagged");
    await buy(odd[0], LESS * DOLLAR);
  });

  it("E-16 only the delayed admin clears a flag, and then the component is bought again", async () => {
    const fixture = use();
    const { vault, odd, signers, start, buy, seize, pass } = fixture;
    await start({}, [TWO]);
    await buy(odd[0], LESS * DOLLAR);
    await seize(odd[0]);
    await pass(DAY + 1n);
    await start({}, [TWO]);
    for (const signer of [signers.strategist, signers.keeper, signers.guardian, signers.admin])
      await expect(vault.connect(signer).clearFlag(odd[0])).to.be.revert(fixture.ethers);
    await expect(vault.connect(await actAsTimelock(fixture)).clearFlag(odd[0]))
      .to.emit(vault, "ComponentCleared")
      .withArgs(odd[0]);
    await pass(DAY + 1n);
    await start({}, [TWO]);
    await buy(odd[0], 195n * DOLLAR);
  });

  it("E-16 a component that hides its balance over a start is not bought twice", async () => {
    const { vault, usdc, odd, start, buy, seize, pass } = use();
    for (const fault of [READ.nothing, READ.revert]) {
      const token = odd[fault === READ.nothing ? 0 : 1];
      await pass(DAY + 1n);
      await start({}, [TWO, TWO]);
      await buy(token, 190n * DOLLAR);
      await token.setReadFault(fault);
      await pass(DAY + 1n);
      await start({}, [TWO, TWO]);
      await token.setReadFault(READ.none);
      await pass(DAY + 1n);
      await start({}, [TWO, TWO]);
      const before = await usdc.balanceOf(vault);
      await seize(token);
      // Flagged where it showed nothing: its target is zero. Else its allowance is what it lacked at the start.
      await expect(buy(token, 10n * DOLLAR)).to.be.revertedWithCustomError(
        vault,
        fault === READ.nothing ? "TargetCrossed" : "PurchaseOverAllowance",
      );
      expect(await usdc.balanceOf(vault)).to.equal(before);
    }
  });
});
