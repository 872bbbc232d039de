import { expect } from "chai";
import { AbiCoder } from "ethers";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { BUDGETS, budgetFixture, FIVE } from "../fixtures/budgetFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade, REGIME } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import type { IIndexVault } from "../../types/contracts/IndexVault.js";

const DOLLAR = 10n ** 6n; // {usdc}
const { turnoverLimit: LIMIT } = BUDGETS;
const NOTHING = { alpha: 0n, beta: 0n, gamma: 0n, delta: 0n, omega: 0n };

describe("The turnover limit", () => {
  const use = useFixture(budgetFixture);

  it("E-4 takes what each trade bought, as part of NAV now and rounded up, from the week, gains and losses alike", async () => {
    const { vault, buy, lossOf } = use();
    expect(await vault.turnoverAvailable()).to.equal(LIMIT);
    const first = await buy("alpha", 1_000n * DOLLAR, WAD);
    await first.send();
    const used = await lossOf(first.bought);
    expect(await vault.turnoverAvailable()).to.equal(LIMIT - used);
    const second = await buy("beta", 777n * DOLLAR + 1n, WAD * 2n);
    await second.send();
    expect(await vault.turnoverAvailable()).to.equal(LIMIT - used - (await lossOf(second.bought)));
  });
});

const ROUTE = [
  "tuple(address,uint256,uint256,uint256,bool,uint160)[]",
  "tuple(uint256,address,address,uint160)[]",
];

/** A trade's route with only those of its legs that buy one component. */
function legsInto({ data }: IIndexVault.TradeOrderStruct, buy: number): string {
  const coder = AbiCoder.defaultAbiCoder();
  const [legs] = coder.decode(ROUTE, data).toArray(true) as [unknown[][]];
  return coder.encode(ROUTE, [legs.filter((leg) => leg[2] === BigInt(buy)), []]);
}

describe("The turnover limit of a daily index", () => {
  const use = useFixture(indexFixture);

  /** An index that holds 80 % of four components since its first epoch, in no regime yet. */
  async function boughtIndex(): Promise<IndexFixture> {
    const base = use();
    const terms = { turnoverLimit: LIMIT, minInterval: DAY, maxStableWeight: WAD };
    const fixture = { ...base, vault: await createIndex(base, terms) };
    await trade(fixture, FIVE, REGIME.neutral);
    return fixture;
  }

  /** Starts an epoch, as late after the last one as it must be, and trades it out. */
  async function trade(
    fixture: IndexFixture,
    weights: Readonly<Record<string, bigint>>,
    regime: bigint,
  ): Promise<void> {
    const { vault, signers } = fixture;
    await start(fixture, weights, regime);
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
  }

  async function start(
    fixture: IndexFixture,
    weights: Readonly<Record<string, bigint>>,
    regime: bigint,
  ): Promise<void> {
    const { vault, signers, networkHelpers, market } = fixture;
    await networkHelpers.time.increase(DAY + 60n);
    await moveMarket(market, ROWS);
    const order = await epochOrder(fixture, weights, { regime });
    await vault.connect(signers.strategist).startEpoch(order);
  }

  it("E-4 counts what is sold and what is bought besides USDC: netted or one after the other", async () => {
    const fixture = await boughtIndex();
    const { vault, signers } = fixture;
    const bought = LIMIT - (await vault.turnoverAvailable());
    expect(bought).to.be.within((WAD * 78n) / 100n, (WAD * 80n) / 100n);
    const turned = {
      alpha: 0n,
      beta: FIVE.beta,
      gamma: FIVE.gamma,
      delta: FIVE.delta,
      omega: FIVE.alpha,
    };
    await start(fixture, turned, REGIME.neutral);
    const { networkHelpers, usdc } = fixture;
    const snapshot = await networkHelpers.takeSnapshot();
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    const netted = (await vault.turnoverAvailable()) - (LIMIT - bought);
    await snapshot.restore();

    const both = await fullTrade(fixture);
    const cash = await positionOf(vault, usdc);
    const salesOnly = legsInto(
      both,
      both.buys.findIndex(({ position }) => Number(position) === cash),
    );
    await vault.connect(signers.keeper).trade({ ...both, data: salesOnly });
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    const split = (await vault.turnoverAvailable()) - (LIMIT - bought);
    expect(split).to.be.within(netted - WAD / 100n, netted + WAD / 100n);
  });

  it("E-17 counts nothing of leaving for USDC in a change of regime, but for what was not held at its start", async () => {
    const fixture = await boughtIndex();
    const { vault, signers, ethers, market, usdc } = fixture;
    const [before, cash] = [await vault.turnoverAvailable(), await usdc.balanceOf(vault)];
    const alpha = await ethers.getContractAt("MockERC20", market.names.get("alpha")!.token);
    const held = await alpha.balanceOf(vault);
    await trade(fixture, NOTHING, REGIME.bear);
    expect(await usdc.balanceOf(vault)).to.be.greaterThan(4n * cash); // a fifth was left in USDC
    const after = await vault.turnoverAvailable();
    expect(after).to.be.within(before - WAD / 10n ** 8n, before); // rounded against the caller

    await alpha.mint(vault, held);
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    expect(after - (await vault.turnoverAvailable())).to.be.within(
      (WAD * 17n) / 100n,
      (WAD * 21n) / 100n,
    );
  });

  it("E-17 counts the way back like every other trade", async () => {
    const fixture = await boughtIndex();
    const { vault } = fixture;
    await trade(fixture, NOTHING, REGIME.bear);
    const before = await vault.turnoverAvailable();
    await trade(fixture, FIVE, REGIME.bear);
    expect(before - (await vault.turnoverAvailable())).to.be.within(
      (WAD * 70n) / 100n,
      (WAD * 80n) / 100n,
    );
  });

  it("E-4 E-6 refuses a trade beyond it, for seven days, and stops nothing else", async () => {
    const fixture = await boughtIndex();
    const { vault, networkHelpers, market, signers } = fixture;
    const spentAt = BigInt(await networkHelpers.time.latest());
    await trade(fixture, NOTHING, REGIME.neutral);
    await start(fixture, FIVE, REGIME.neutral);
    const available = await vault.turnoverAvailable();
    expect(available).to.be.within((WAD * 40n) / 100n, (WAD * 45n) / 100n);
    const before = await balancesOf(fixture, vault);
    const back = await fullTrade(fixture);
    await expect(vault.connect(signers.keeper).trade(back))
      .to.be.revertedWithCustomError(vault, "TurnoverOverLimit")
      .withArgs((turnover: bigint) => turnover > available, available);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);

    const amounts = await deliver(fixture, signers.bob, WAD);
    await vault.connect(signers.bob).issue(WAD, signers.bob, 3n, amounts);
    await vault.connect(signers.bob).redeem(WAD, signers.bob, signers.bob);
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY - 3_600n);
    await moveMarket(market, ROWS);
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, FIVE, { regime: REGIME.neutral }));
    expect(await vault.turnoverAvailable()).to.equal(available);
    const last = await fullTrade(fixture);
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY - 1n);
    await expect(vault.connect(signers.keeper).trade(last)).to.be.revertedWithCustomError(
      vault,
      "TurnoverOverLimit",
    );
    await networkHelpers.time.setNextBlockTimestamp(spentAt + 7n * DAY);
    await vault.connect(signers.keeper).trade(last);
    await vault.connect(signers.keeper).closeEpoch();
  });
});
