import { expect } from "chai";

import { HOUR } from "../fixtures/epochSetting.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const THIRD = (WAD * 32n) / 100n; // {1} the maximum weight
const REST = (WAD * 4n) / 100n; // {1}
const ODD = [THIRD, THIRD, THIRD];
const NO_ODD = [0n, 0n, 0n];
const OTHERS = { beta: THIRD, gamma: THIRD, delta: THIRD, omega: REST };

describe("IndexVault.trade, leaving under a turnover limit of 2", () => {
  const use = useFixture(misbehavingFixture);

  /** An index all of which is in three components and alpha, two weeks after it bought them. */
  async function invested() {
    const fixture = use();
    const { vault, odd, market, start, fill, pass, signers } = fixture;
    await start({ alpha: REST }, ODD);
    const tokenOf = (id: string): string => market.names.get(id)!.token;
    for (const token of odd) await fill(token);
    await fill(tokenOf("alpha"));
    await vault.connect(signers.keeper).closeEpoch();
    await pass(15n * DAY);
    expect(await vault.turnoverAvailable()).to.equal(2n * WAD);
    return { ...fixture, tokenOf };
  }

  /** The least value {uoa} that is more than `part` {1} of NAV: as turnover it rounds up to one more. A sale adds one. */
  async function nextAbove(part: bigint): Promise<{ part: bigint; value: bigint }> {
    const { vault } = use();
    const { budgetNavPerShare } = await vault.epoch();
    const nav = budgetNavPerShare * (await vault.totalSupply()); // D36{uoa}
    return { part, value: (part * nav) / (WAD * WAD) + 1n };
  }

  it("E-17 a change of regime exchanges the whole basket although prices rose by 1 % after its start", async () => {
    const { vault, usdc, odd, feed, start, sell, fill, tokenOf } = await invested();
    await start({ alpha: 0n, ...OTHERS }, NO_ODD, { regime: REGIME.neutral });
    await feed.setAnswer(101_000_000n);
    for (const token of odd) await sell(token);
    await sell(tokenOf("alpha"));
    expect(await vault.turnoverAvailable()).to.equal(2n * WAD);
    for (const id of Object.keys(OTHERS)) await fill(tokenOf(id));
    expect((await vault.settlement()).settled).to.equal(true);
    expect(await usdc.balanceOf(vault)).to.be.lessThan(200n * 10n ** 6n);
    expect(await vault.turnoverAvailable()).to.be.within((99n * WAD) / 100n, (101n * WAD) / 100n);
  });

  it("E-17 a bear exit is whole in the week of a purchase and half a rotation", async () => {
    const { vault, usdc, odd, signers, start, sell, fill, tokenOf, pass } = await invested();
    // A weekly epoch sells three quarters of the index and buys as much.
    await start({ alpha: REST, beta: THIRD, gamma: THIRD }, [0n, 0n, THIRD]);
    for (const token of odd.slice(0, 2)) await sell(token);
    for (const id of ["beta", "gamma"]) await fill(tokenOf(id));
    await vault.connect(signers.keeper).closeEpoch();
    const left = await vault.turnoverAvailable();
    expect(left).to.be.lessThan((75n * WAD) / 100n);
    await pass(HOUR);
    await start({ alpha: 0n, beta: 0n, gamma: 0n }, NO_ODD, { regime: REGIME.bear });
    for (const token of [odd[2], tokenOf("beta"), tokenOf("gamma"), tokenOf("alpha")])
      await sell(token);
    expect(await usdc.balanceOf(vault)).to.be.greaterThan(9_990n * 10n ** 6n);
    expect(await vault.turnoverAvailable()).to.be.at.least(left);
  });

  it("E-17 a weekly epoch has no exemption", async () => {
    const { vault, odd, feed, start, sell, fill, tokenOf } = await invested();
    await start({ alpha: 0n, ...OTHERS }, NO_ODD);
    await feed.setAnswer(101_000_000n);
    for (const token of odd) await sell(token);
    await sell(tokenOf("alpha"));
    expect(await vault.turnoverAvailable()).to.be.lessThan(WAD);
    for (const id of ["beta", "gamma", "omega"]) await fill(tokenOf(id));
    await expect(fill(tokenOf("delta"))).to.be.revertedWithCustomError(vault, "TurnoverOverLimit");
  });

  it("E-4 E-17 a sale in a weekly epoch counts as turnover to the last unit", async () => {
    const { vault, odd, signers, start, sell } = await invested();
    await start({ alpha: 0n }, NO_ODD);
    const left = await vault.turnoverAvailable();
    const { part, value } = await nextAbove(WAD / 10n);
    await sell(odd[0], signers.keeper, value - 1n);
    expect(left - (await vault.turnoverAvailable())).to.equal(part + 1n);
  });

  it("E-17 sales beyond the units held at the start count as turnover", async () => {
    const { vault, odd, start, sell } = await invested();
    await start({ alpha: 0n }, NO_ODD, { regime: REGIME.bear });
    await sell(odd[0]);
    expect(await vault.turnoverAvailable()).to.equal(2n * WAD);
    await odd[0].mint(vault, 1_000n * WAD); // a dollar each
    await sell(odd[0]);
    const used = 2n * WAD - (await vault.turnoverAvailable());
    expect(used).to.be.within((99n * WAD) / 1_000n, (101n * WAD) / 1_000n);
  });

  it("E-17 a sale of nothing but units that came after the start counts as turnover to the last unit", async () => {
    const { vault, odd, start, sell } = await invested();
    await start({ alpha: 0n }, NO_ODD, { regime: REGIME.bear });
    await sell(odd[0]);
    await odd[0].mint(vault, 1_000n * WAD);
    await sell(odd[0]);
    const left = await vault.turnoverAvailable();
    const { part, value } = await nextAbove(WAD / 10n);
    await odd[0].mint(vault, value - 1n);
    await sell(odd[0]);
    expect(left - (await vault.turnoverAvailable())).to.equal(part + 1n);
  });

  it("E-17 purchases of components that are no stablecoins count as turnover in a change of regime", async () => {
    const { vault, odd, start, sell, fill, tokenOf } = await invested();
    await start({ alpha: 0n, beta: THIRD }, NO_ODD, { regime: REGIME.neutral });
    for (const token of [...odd, tokenOf("alpha")]) await sell(token);
    await fill(tokenOf("beta"));
    const used = 2n * WAD - (await vault.turnoverAvailable());
    expect(used).to.be.within(THIRD - WAD / 100n, THIRD + WAD / 100n);
  });

  it("E-17 who alternates regimes for 60 days has one exemption a cool-down", async () => {
    const { vault, odd, signers, start, sell, fill, pass } = await invested();
    const alternate = async (
      weights: Record<string, bigint>,
      oddWeights: bigint[],
      bear: boolean,
    ) => start(weights, oddWeights, { regime: bear ? REGIME.bear : REGIME.bull });
    let [exempt, changes, bear] = [0, 0, false];
    for (let day = 0; day < 60; day++) {
      await pass(DAY);
      const before = await vault.turnoverAvailable();
      const changed = await alternate({ alpha: bear ? REST : 0n }, bear ? ODD : NO_ODD, !bear).then(
        () => true,
        () => false,
      );
      if (!changed) continue;
      changes += 1;
      bear = !bear;
      for (const token of odd) await (bear ? sell(token) : fill(token));
      const left = await vault.turnoverAvailable();
      if (bear && left >= before) exempt += 1;
      if (!bear) expect(before - left).to.be.at.least((9n * WAD) / 10n);
      await vault.connect(signers.guardian).closeEpoch();
    }
    expect([exempt, changes]).to.deep.equal([3, 5]);
  });
});
