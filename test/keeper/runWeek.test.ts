import { expect } from "chai";
import { getAddress } from "viem";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { hashRules } from "@sheaf/sdk/rules/hashRules";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekProgress } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { moveMarket } from "../../market/moveMarket.ts";
import { DAY, DECIMALS, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { openPool } from "../fixtures/openPool.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { usd } from "../market/usd.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "./weekFixture.ts";
import type { SignalInputs, WeekFixture } from "./weekFixture.ts";

describe("runWeek", () => {
  let fixture: WeekFixture;
  let progress: WeekProgress[];
  beforeEach(async () => {
    fixture = await weekFixture();
    progress = [];
  });

  async function week(
    signals: Partial<SignalInputs> & { readonly asOf: string },
    changes: object = {},
  ): Promise<WeekSummary> {
    return runWeek({
      ...fixture.inputs,
      asOf: signals.asOf,
      signals: signalsOf({ caps: CAPS, ...signals }),
      onProgress: (step) => progress.push(step),
      ...changes,
    });
  }

  /** Days later, at these prices, with fresh feeds and pools. */
  async function later(days: bigint, prices: Readonly<Record<string, string>> = {}): Promise<void> {
    await fixture.networkHelpers.time.increase(days * DAY);
    await moveMarket(
      fixture.market,
      ROWS.map((row) => ({
        ...row,
        price: prices[row.id] === undefined ? row.price : usd(prices[row.id]),
      })),
    );
  }

  /** WAD of NAV by name, from the vault itself. */
  async function weights(): Promise<Record<string, bigint>> {
    const { vault, oracle, inputs } = fixture;
    const [tokens] = await vault.basket(await vault.basketId());
    const holdings = await vault.holdings();
    const values = await Promise.all(
      tokens.map((token, at) =>
        oracle.getQuote(holdings[at], token, "0x0000000000000000000000000000000000000348"),
      ),
    );
    const nav = values.reduce((sum, value) => sum + value, 0n);
    return Object.fromEntries(
      [...inputs.components].map(([id, token]) => [
        id,
        ((values[tokens.indexOf(token)] ?? 0n) * WAD) / nav,
      ]),
    );
  }

  it("turns USDC into the first basket in one trade, and leaves less than 10 bps of it", async () => {
    const summary = await week({ asOf: FIRST_MONDAY });
    expect([
      summary.outcome,
      summary.regime,
      summary.flipped,
      summary.closed,
      summary.trades,
    ]).to.deep.equal(["started", "bull", true, "settled", 5]);
    expect(summary.entered).to.deep.equal(["alpha", "beta", "delta", "gamma", "omega"]);
    expect(summary.gas.map(({ label }) => label)).to.deep.equal([
      "startEpoch",
      "trade",
      "closeEpoch",
    ]);
    expect((await weights())["usd-coin"] < WAD / 1000n).to.equal(true);
    const after = await weights();
    for (const { id, weight } of summary.targets)
      expect(after[id], id).to.be.closeTo(weight, WAD / 250n);
    expect(summary.cost < (WAD * 35n) / 10_000n && summary.cost > (WAD * 30n) / 10_000n).to.equal(
      true,
    ); // the pools' fee is 30 bps
  });

  it("knows to the last unit of USDC what a trade will cost", async () => {
    await week({ asOf: FIRST_MONDAY });
    const planned = progress.flatMap((step) =>
      step.step === "planned" ? step.plan.trades.slice(0, 1) : [],
    )[0];
    const done = progress.flatMap((step) => (step.step === "traded" ? [step.trade] : []))[0];
    expect(done.sold.map(({ amount }) => amount)).to.deep.equal([
      planned.legs.reduce((sum, { usdc }) => sum + usdc, 0n),
    ]);
    expect(done.bought.map(({ amount }) => amount)).to.deep.equal(
      planned.legs.toSorted((a, b) => a.position - b.position).map(({ amount }) => amount),
    );
    expect(done.gasUsed < (planned.gas * 11n) / 10n).to.equal(true);
  });

  it("puts the hashes of what it published on chain", async () => {
    const { snapshot } = await week({ asOf: FIRST_MONDAY });
    const [event] = await fixture.vault.queryFilter(fixture.vault.filters.EpochStarted());
    expect(event.args.record.snapshotHash).to.equal(hashCanonical(snapshot));
    expect(event.args.record.rulesHash).to.equal(hashRules(fixture.inputs.rules));
  });

  it("holds while everything is inside its band", async () => {
    await week({ asOf: FIRST_MONDAY });
    await later(7n, { alpha: "44" });
    const summary = await week({ asOf: "2030-01-14" });
    expect([summary.outcome, summary.reason, summary.closed, summary.gas.length]).to.deep.equal([
      "held",
      "inside the band",
      "none",
      0,
    ]);
  });

  it("trades what drifted out of its band, and sells what leaves", async () => {
    await week({ asOf: FIRST_MONDAY });
    await later(7n, { delta: "4", omega: "2.5" });
    const summary = await week({ asOf: "2030-01-14", excluded: ["omega"] });
    expect([summary.outcome, summary.flipped, summary.closed]).to.deep.equal([
      "started",
      false,
      "settled",
    ]);
    expect([summary.entered, summary.left]).to.deep.equal([[], ["omega"]]);
    expect(summary.gas.length).to.be.within(3, 5);
    const after = await weights();
    expect(after["omega"]).to.equal(0n);
    for (const id of ["alpha", "beta", "gamma", "delta"])
      expect(Number((after[id] * 1000n) / WAD), id).to.be.within(230, 270);
    expect(after["usd-coin"] < WAD / 100n).to.equal(true);
  });

  it("goes to USDC alone in a bear regime, and comes back", async () => {
    await week({ asOf: FIRST_MONDAY });
    await later(14n);
    const out = await week({ asOf: "2030-01-21", leader: [100, 80] });
    expect([out.regime, out.flipped, out.closed, out.trades]).to.deep.equal([
      "bear",
      true,
      "settled",
      5,
    ]);
    expect(out.left).to.deep.equal(["alpha", "beta", "delta", "gamma", "omega"]);
    expect(await weights()).to.deep.equal({
      "usd-coin": WAD,
      alpha: 0n,
      beta: 0n,
      gamma: 0n,
      delta: 0n,
      omega: 0n,
    });
    expect(out.turnover > (WAD * 99n) / 100n && out.turnover <= WAD).to.equal(true);
    // It knew before it started what leaving would cost: the pools' 30 bps and a little impact.
    expect([out.flip!.legs, out.flip!.trades, out.flip!.stays < WAD / 1000n]).to.deep.equal([
      5,
      1,
      true,
    ]);
    expect(out.flip!.cost).to.be.closeTo(out.cost, WAD / 100_000n);

    await later(14n);
    const back = await week({ asOf: "2030-02-04", leader: [80, 100] });
    expect([back.regime, back.flipped, back.closed, back.entered.length]).to.deep.equal([
      "bull",
      true,
      "settled",
      5,
    ]);
    expect((await weights())["usd-coin"] < WAD / 1000n).to.equal(true);
  });

  it("waits with a flip until the vault's cool-down is over", async () => {
    await week({ asOf: FIRST_MONDAY });
    await later(13n);
    await fixture.networkHelpers.time.increase(DAY / 2n + 3600n);
    const summary = await week({ asOf: "2030-01-21", leader: [100, 80] });
    expect([summary.outcome, summary.regime, summary.reason]).to.deep.equal([
      "held",
      "bull",
      "the regime's cool-down ends within a day",
    ]);
  });

  it("holds without a healthy reading, and sends nothing", async () => {
    const read = async (): Promise<never> => {
      throw new SignalUnavailableError("The source is empty.");
    };
    const summary = await runWeek({
      ...fixture.inputs,
      asOf: FIRST_MONDAY,
      signals: { name: "ill", read },
    });
    expect([summary.outcome, summary.gas.length]).to.deep.equal(["held", 0]);
    expect(summary.reason).to.match(/^The source is empty/);
  });

  it("goes on with an epoch that a run before left open", async () => {
    const first = await week({ asOf: FIRST_MONDAY }, { maximumTrades: 0 });
    expect([first.outcome, first.closed, first.trades]).to.deep.equal(["started", "open", 0]);
    const second = await week({ asOf: FIRST_MONDAY });
    expect([second.outcome, second.reason, second.closed, second.trades]).to.deep.equal([
      "resumed",
      "epoch 1 is open",
      "settled",
      5,
    ]);
  });

  it("splits what one transaction cannot hold", async () => {
    const summary = await week({ asOf: FIRST_MONDAY }, { limits: { gasCap: 900_000n } });
    expect(summary.gas.filter(({ label }) => label === "trade").length).to.equal(3);
    expect([summary.closed, summary.trades]).to.deep.equal(["settled", 5]);
    expect((await weights())["usd-coin"] < WAD / 1000n).to.equal(true);
  });

  it("goes on in chunks while pools refill, and at once where they do not", async () => {
    const legsOf = (): number[] =>
      progress.flatMap((step) => (step.step === "traded" ? [step.trade.legs] : []));
    const atOnce = await week({ asOf: FIRST_MONDAY }, { maximumTrades: 0 });
    expect(atOnce.closed).to.equal("open");
    let pauses = 0;
    const refilled = await week(
      { asOf: FIRST_MONDAY },
      {
        chunking: {
          gas: WAD / 1000n, // a thousandth of a dollar, so that chunks are small
          pause: async (): Promise<void> => {
            pauses += 1;
            if (pauses === 1) await moveMarket(fixture.market, ROWS);
          },
        },
      },
    );
    // The first chunks, the second ones after a refill, and then all that is left, as nobody refilled again.
    expect([pauses, legsOf(), refilled.closed]).to.deep.equal([2, [5, 5, 5], "settled"]);
  });

  it("splits a large leg over the pools of a component", async () => {
    const { market, ethers, inputs, usdc } = fixture;
    const alpha = getAddress(market.names.get("alpha")!.token);
    const dollar = { token: await usdc.getAddress(), decimals: 6, price: WAD };
    const maker = await ethers.deployContract("PoolMaker", [market.factory]);
    const price = ROWS.find(({ id }) => id === "alpha")!.price;
    const priced = { token: alpha, decimals: DECIMALS.alpha, price };
    const deep = await openPool(fixture, maker, [priced, dollar], 500, 50_000_000n);
    const [route] = inputs.routes.get(alpha)!;
    const routes = new Map(inputs.routes);
    routes.set(alpha, [route, { ...route, pool: getAddress(deep), fee: 500n }]);
    await week({ asOf: FIRST_MONDAY }, { routes });
    const [plan] = progress.flatMap((step) => (step.step === "planned" ? [step.plan] : []));
    const legs = plan.trades[0].legs.filter(({ token }) => token === alpha);
    const done = progress.flatMap((step) => (step.step === "traded" ? [step.trade] : []))[0];
    // The cheaper pool takes it until its price has moved by the difference of the fees; both legs are one side of the trade.
    expect(legs.map(({ pool }) => pool)).to.include(getAddress(deep));
    expect(new Set(plan.trades[0].buys.map(({ position }) => position)).size).to.equal(
      plan.trades[0].buys.length,
    );
    expect([done.legs, done.failed.length]).to.deep.equal([plan.trades[0].legs.length, 0]);
    expect(done.bought.find(({ token }) => token === alpha)?.amount).to.equal(
      legs.reduce((sum, { amount }) => sum + amount, 0n),
    );
  });

  it("skips a leg that fails, reports it, and does it once the pool is well again", async () => {
    const { ethers, market } = fixture;
    const { token, pool } = market.names.get("alpha")!;
    const alpha = await ethers.getContractAt("MockERC20", token);
    const stock = await alpha.balanceOf(pool);
    await fixture.networkHelpers.impersonateAccount(pool);
    await fixture.networkHelpers.setBalance(pool, 10n ** 18n);
    await (
      await alpha
        .connect(await ethers.getSigner(pool))
        .transfer(fixture.signers.alice.address, stock)
    ).wait();

    const ill = await week({ asOf: FIRST_MONDAY });
    expect([ill.trades, ill.closed]).to.deep.equal([4, "open"]);
    expect(
      ill.skipped
        .filter(({ reason }) => reason.startsWith("its leg"))
        .map(({ token: skipped }) => skipped),
    ).to.deep.equal([token]);

    await (await alpha.connect(fixture.signers.alice).transfer(pool, stock)).wait();
    const well = await week({ asOf: FIRST_MONDAY });
    expect([well.outcome, well.trades, well.closed]).to.deep.equal(["resumed", 1, "settled"]);
  });

  it("E-19 trades everything else where claims on a component are not covered", async () => {
    const { ethers, market, vault, signers, networkHelpers } = fixture;
    await week({ asOf: FIRST_MONDAY });
    const alpha = await ethers.getContractAt("MockERC20", market.names.get("alpha")!.token);
    const { alice, bob } = signers;
    const skip = 1n << BigInt(await positionOf(vault, alpha));
    const parties = { receiver: alice, owner: alice, basketId: 1n, minAmounts: [], skip };
    for (const claimant of [alice, bob])
      await vault.connect(alice).redeemWith({ ...parties, claimant, shares: 10n * WAD });
    await vault.connect(alice).claim(alpha, alice); // what is left is owed to Bob in units
    const odd = await ethers.deployContract("OddERC20", [await alpha.decimals()]);
    await networkHelpers.setCode(alpha.target as string, await ethers.provider.getCode(odd));
    const refusing = await ethers.getContractAt("OddERC20", alpha);
    await refusing.setRefused(bob); // so that nobody can settle it
    await refusing.setTransferFault(TRANSFER.refuseReceiver);
    await later(8n);
    const inputs = { asOf: "2030-01-14", excluded: ["omega"] };
    const started = await week(inputs, { maximumTrades: 0 });
    expect([started.outcome, started.closed]).to.deep.equal(["started", "open"]);
    await networkHelpers.impersonateAccount(vault.target as string);
    await networkHelpers.setBalance(vault.target as string, WAD);
    const owner = await ethers.getSigner(vault.target as string);
    await alpha.connect(owner).transfer(signers.stranger, await alpha.balanceOf(vault));

    const { trades, closed, skipped } = await week(inputs);
    expect(trades).to.be.greaterThan(0);
    expect(closed).to.equal("open");
    expect(skipped.find(({ token }) => token === alpha.target)?.reason).to.equal(
      "it stopped a trade with ClaimsNotCovered",
    );
    expect((await weights())["omega"] ?? 0n).to.be.lessThan(WAD / 1_000n);
  });
});
