import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, UNIT_SCALE } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { valueOf } from "../fixtures/valueOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const ALL = 2n ** 255n;
const DOLLAR = 10n ** 6n; // {usdc}
const TIER = (WAD * 2n) / 100n;

/** An epoch that sells alpha and beta and buys gamma, with a stolen keeper who sends trades to an executor of his own. */
async function stolenFixture() {
  const fixture = await basketFixture();
  const { vault, signers, networkHelpers, market, ethers, usdc } = fixture;
  await networkHelpers.time.increase(7n * DAY);
  await moveMarket(market, ROWS);
  const weights = { ...WEIGHTS, alpha: WAD / 10n, beta: WAD / 10n, gamma: WAD / 4n };
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
  const hostile = await ethers.deployContract("HostileExecutor");

  const [components, units] = await vault.basket(2n);
  const tokens = {
    alpha: market.names.get("alpha")!.token,
    beta: market.names.get("beta")!.token,
    gamma: market.names.get("gamma")!.token,
    omega: market.names.get("omega")!.token,
    usdc: await usdc.getAddress(),
  };
  type Id = keyof typeof tokens;
  const at = (id: Id): bigint => BigInt(components.indexOf(tokens[id]));
  const side = (id: Id, amount = ALL) => ({ position: at(id), amount });
  const ascending = (list: readonly Id[]) =>
    list.map((id) => side(id)).toSorted((a, b) => Number(a.position - b.position));
  /** A trade by the hostile executor. */
  const trade = (sells: readonly Id[], buys: readonly Id[], steps: readonly Step[]) =>
    vault.connect(signers.keeper).trade({
      epochNumber: 2n,
      executor: hostile,
      sells: ascending(sells),
      buys: ascending(buys),
      data: encodeSteps(steps),
    });
  const take = (id: Id, amount: bigint): Promise<Step> =>
    takeStep(fixture, tokens[id], amount, signers.stranger.address);
  const deliver = (id: Id, amount: bigint): Promise<Step> =>
    deliverStep(fixture, tokens[id], amount);
  /** {tok} What `room` leaves of a component above its target. */
  const excess = async (id: Id): Promise<bigint> => {
    const supply = await vault.totalSupply();
    return (
      (await vault.holdings())[Number(at(id))] -
      (units[Number(at(id))] * supply + UNIT_SCALE - 1n) / UNIT_SCALE
    );
  };
  return { ...fixture, hostile, tokens, at, side, trade, take, deliver, excess, units, components };
}

describe("A hostile executor", () => {
  const use = useFixture(stolenFixture);
  const useFirst = useFixture(indexFixture);

  /** {usdc} The least that `amount` of alpha may be sold for. */
  async function leastFor(amount: bigint): Promise<bigint> {
    const fixture = use();
    const sold = (await valueOf(fixture, fixture.tokens.alpha, amount)) + 1n;
    const minimum = sold - (sold * TIER) / WAD;
    return (minimum + 10n ** 12n - 1n) / 10n ** 12n; // a USDC is worth a dollar, at 6 decimals; its own tier is zero
  }

  it("E-3 may do as it likes with what it takes, as long as the live value less the tiers comes back", async () => {
    const { vault, trade, take, deliver, excess, tokens, ethers, signers } = use();
    const amount = await excess("alpha");
    const least = await leastFor(amount);
    await trade(["alpha"], ["usdc"], [await take("alpha", amount), await deliver("usdc", least)]);
    const alpha = await ethers.getContractAt("MockERC20", tokens.alpha);
    expect(await alpha.balanceOf(signers.stranger)).to.equal(amount);
    expect((await vault.epoch()).loss).to.be.greaterThan(0n);
  });

  it("E-3 E-6 gets nothing for a cent less", async () => {
    const fixture = use();
    const { vault, trade, take, deliver, excess, tokens } = fixture;
    const amount = await excess("alpha");
    const least = await leastFor(amount);
    const sold = (await valueOf(fixture, tokens.alpha, amount)) + 1n;
    const before = await balancesOf(fixture, vault);
    await expect(
      trade(["alpha"], ["usdc"], [await take("alpha", amount), await deliver("usdc", least - 1n)]),
    )
      .to.be.revertedWithCustomError(vault, "InsufficientValue")
      .withArgs(sold, (least - 1n) * 10n ** 12n, sold - (sold * TIER) / WAD);
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
  });

  it("E-3 allows the tiers of both sides, and not a unit more", async () => {
    const fixture = use();
    const { vault, trade, take, deliver, excess, tokens } = fixture;
    const amount = (await excess("alpha")) / 2n;
    const sold = (await valueOf(fixture, tokens.alpha, amount)) + 1n;
    const missing = async (bought: bigint): Promise<bigint> => {
      const value = await valueOf(fixture, tokens.gamma, bought);
      return sold - (sold * TIER) / WAD - (value * TIER) / WAD - value;
    };
    let [low, high] = [0n, 10n ** 40n];
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if ((await missing(middle)) > 0n) low = middle;
      else high = middle;
    }
    const steps = async (bought: bigint) => [
      await take("alpha", amount),
      await deliver("gamma", bought),
    ];
    await expect(trade(["alpha"], ["gamma"], await steps(low))).to.be.revertedWithCustomError(
      vault,
      "InsufficientValue",
    );
    await trade(["alpha"], ["gamma"], await steps(high));
  });

  it("E-6 cannot return nothing", async () => {
    const fixture = use();
    const { vault, trade, take, excess } = fixture;
    const before = await balancesOf(fixture, vault);
    await expect(
      trade(["alpha"], ["usdc"], [await take("alpha", await excess("alpha"))]),
    ).to.be.revertedWithCustomError(vault, "NothingTraded");
    await expect(
      trade(["alpha"], ["usdc"], [await take("alpha", 1n)]),
    ).to.be.revertedWithCustomError(vault, "NothingTraded");
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
  });

  it("E-6 cannot take without selling, nor give without taking", async () => {
    const { vault, trade, deliver } = use();
    await expect(
      trade(["alpha"], ["usdc"], [await deliver("usdc", DOLLAR)]),
    ).to.be.revertedWithCustomError(vault, "NothingTraded");
  });

  it("E-7 takes no more than the trade sells, in one go or in several, and never nothing", async () => {
    const { vault, hostile, trade, take, excess, tokens } = use();
    const amount = await excess("alpha");
    await expect(trade(["alpha"], ["usdc"], [await take("alpha", amount + 1n)]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, amount + 1n, amount);
    await expect(
      trade(["alpha"], ["usdc"], [await take("alpha", amount - 5n), await take("alpha", 6n)]),
    )
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 6n, 5n);
    await expect(trade(["alpha"], ["usdc"], [await take("alpha", 0n)]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 0n, amount);
  });

  it("E-7 takes no more than the keeper's order says, and brings nothing back to take it again", async () => {
    const { vault, hostile, take, deliver, side, tokens, signers } = use();
    const order = {
      epochNumber: 2n,
      executor: hostile,
      sells: [side("alpha", 100n)],
      buys: [side("usdc")],
    };
    const steps = [
      await take("alpha", 100n),
      await deliver("alpha", 100n),
      await take("alpha", 1n),
    ];
    await expect(vault.connect(signers.keeper).trade({ ...order, data: encodeSteps(steps) }))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 1n, 0n);
  });

  it("E-7 takes no component that the trade does not sell", async () => {
    const { vault, hostile, trade, take, tokens } = use();
    for (const id of ["beta", "omega", "gamma", "usdc"] as const) {
      await expect(trade(["alpha"], ["gamma"], [await take(id, 1n)]))
        .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
        .withArgs(hostile, tokens[id], 1n, 0n);
    }
  });

  it("E-7 cannot let another take for it", async () => {
    const { vault, hostile, trade, take, tokens, ethers } = use();
    const accomplice = await ethers.deployContract("HostileExecutor");
    const data = accomplice.interface.encodeFunctionData("execute", [
      [],
      [],
      encodeSteps([await take("alpha", 1n)]),
    ]);
    await expect(trade(["alpha"], ["usdc"], [{ target: await accomplice.getAddress(), data }]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(accomplice, tokens.alpha, 1n, 0n);
    expect(hostile.target).to.not.equal(accomplice.target);
  });

  it("E-7 takes nothing outside a trade: not before one, and not after one in the same transaction", async () => {
    const fixture = use();
    const { vault, hostile, take, deliver, excess, tokens, side, roles, ethers, networkHelpers } =
      fixture;
    await expect(hostile.execute([], [], encodeSteps([await take("alpha", 1n)])))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 1n, 0n);

    await roles.connect(await actAsTimelock(fixture)).grantRole(ethers.id("KEEPER_ROLE"), hostile);
    const amount = (await excess("alpha")) / 2n;
    const inner = [await take("alpha", amount - 1n), await deliver("usdc", await leastFor(amount))];
    const trade = vault.interface.encodeFunctionData("trade", [
      {
        epochNumber: 2n,
        executor: hostile.target,
        sells: [side("alpha")],
        buys: [side("usdc")],
        data: encodeSteps(inner),
      },
    ]);
    const whole = { target: await vault.getAddress(), data: trade };
    const snapshot = await networkHelpers.takeSnapshot();
    await hostile.execute([], [], encodeSteps([whole]));
    await snapshot.restore();
    await expect(hostile.execute([], [], encodeSteps([whole, await take("alpha", 1n)])))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 1n, 0n);
  });

  it("E-7 carries nothing that it did not take over into another trade of the same transaction", async () => {
    const fixture = use();
    const { vault, hostile, take, deliver, excess, tokens, side, roles, ethers } = fixture;
    await roles.connect(await actAsTimelock(fixture)).grantRole(ethers.id("KEEPER_ROLE"), hostile);
    const tradeOf = async (sold: "alpha" | "beta", steps: readonly Step[]): Promise<Step> => {
      const order = {
        epochNumber: 2n,
        executor: hostile.target,
        sells: [side(sold)],
        buys: [side("usdc")],
      };
      const data = vault.interface.encodeFunctionData("trade", [
        { ...order, data: encodeSteps(steps) },
      ]);
      return { target: await vault.getAddress(), data };
    };
    const half = (await excess("alpha")) / 2n;
    const first = await tradeOf("alpha", [
      await take("alpha", half),
      await deliver("usdc", await leastFor(half)),
    ]);
    const fair = [await take("beta", await excess("beta")), await deliver("usdc", 950n * DOLLAR)];
    await hostile.execute.staticCall([], [], encodeSteps([first, await tradeOf("beta", fair)]));
    const second = await tradeOf("beta", [...fair, await take("alpha", 1n)]);
    await expect(hostile.execute([], [], encodeSteps([first, second])))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, 1n, 0n);
  });

  it("E-5 cannot push a component across its target by giving too much of it", async () => {
    const { vault, trade, take, deliver, excess, tokens, at, units } = use();
    const amount = (await excess("alpha")) / 100n;
    const ceiling =
      (units[Number(at("gamma"))] * (await vault.totalSupply()) + UNIT_SCALE - 1n) / UNIT_SCALE;
    const held = (await vault.holdings())[Number(at("gamma"))];
    const give = async (bought: bigint) => [
      await take("alpha", amount),
      await deliver("gamma", bought),
    ];
    await expect(trade(["alpha"], ["gamma"], await give(ceiling - held + 1n)))
      .to.be.revertedWithCustomError(vault, "TargetCrossed")
      .withArgs(tokens.gamma, ceiling + 1n, ceiling);
    await trade(["alpha"], ["gamma"], await give(ceiling - held));
  });

  it("E-5 cannot buy what is at its target or above", async () => {
    const { vault, trade, take, deliver, tokens, at, units } = use();
    const ceiling =
      (units[Number(at("beta"))] * (await vault.totalSupply()) + UNIT_SCALE - 1n) / UNIT_SCALE;
    const held = (await vault.holdings())[Number(at("beta"))];
    await expect(trade(["alpha"], ["beta"], [await take("alpha", 1n), await deliver("beta", 1n)]))
      .to.be.revertedWithCustomError(vault, "TargetCrossed")
      .withArgs(tokens.beta, held + 1n, ceiling);
  });

  it("E-5 cannot take USDC below its target, though it may pass through", async () => {
    const { vault, usdc, trade, take, deliver, tokens, at, units } = use();
    await usdc.mint(vault, 1_600n * DOLLAR);
    const floor = (units[Number(at("usdc"))] * (await vault.totalSupply())) / UNIT_SCALE;
    const held = (await vault.holdings())[Number(at("usdc"))];
    const much = await deliver("gamma", 40_000_000n * WAD);
    const amount = held - floor;
    await expect(trade(["usdc"], ["gamma"], [await take("usdc", amount + 1n), much]))
      .to.be.revertedWithCustomError(vault, "TargetCrossed")
      .withArgs(tokens.usdc, floor - 1n, floor);
    await trade(
      ["usdc"],
      ["gamma"],
      [await take("usdc", held), await deliver("usdc", floor), much],
    );
    expect((await vault.holdings())[Number(at("usdc"))]).to.equal(floor);
  });

  it("E-3 gets no credit for gifts that the trade does not buy, or that came before it", async () => {
    const fixture = use();
    const { vault, trade, take, deliver, excess, usdc } = fixture;
    const amount = await excess("alpha");
    const least = await leastFor(amount);
    await usdc.mint(vault, least);
    const gifts = [await deliver("omega", 10n ** 12n), await deliver("beta", 10n ** 12n)];
    await expect(
      trade(
        ["alpha"],
        ["usdc"],
        [await take("alpha", amount), ...gifts, await deliver("usdc", least / 2n)],
      ),
    ).to.be.revertedWithCustomError(vault, "InsufficientValue");
  });

  it("E-3 gets no credit twice for a component that stands on both sides", async () => {
    const { vault, trade, take, deliver, excess } = use();
    const amount = await excess("alpha");
    const least = await leastFor(amount);
    const steps = [
      await take("alpha", amount),
      await deliver("usdc", least),
      await take("usdc", least),
    ];
    await expect(trade(["alpha", "usdc"], ["usdc"], steps)).to.be.revertedWithCustomError(
      vault,
      "NothingTraded",
    );
    await expect(
      trade(["alpha", "usdc"], ["gamma", "usdc"], [...steps, await deliver("gamma", WAD)]),
    ).to.be.revertedWithCustomError(vault, "InsufficientValue");
  });

  it("E-6 leaves every balance as it was when it reverts", async () => {
    const fixture = use();
    const { vault, trade, take, deliver, excess, signers } = fixture;
    const before = [await balancesOf(fixture, vault), await balancesOf(fixture, signers.stranger)];
    const fail = { target: await vault.getAddress(), data: "0x12345678" };
    const steps = [
      await take("alpha", await excess("alpha")),
      await deliver("usdc", 1_000n * DOLLAR),
      fail,
    ];
    await expect(trade(["alpha"], ["usdc"], steps)).to.revert(fixture.ethers);
    expect([
      await balancesOf(fixture, vault),
      await balancesOf(fixture, signers.stranger),
    ]).to.deep.equal(before);
  });

  it("is told what it may take and what it may give, clamped to the targets", async () => {
    const { vault, hostile, trade, take, deliver, excess, tokens, at, units } = use();
    const amount = await excess("alpha");
    const held = (await vault.holdings())[Number(at("gamma"))];
    const room = (units[Number(at("gamma"))] * (await vault.totalSupply())) / UNIT_SCALE - held;
    await expect(
      trade(["alpha"], ["gamma"], [await take("alpha", 1n), await deliver("gamma", room)]),
    )
      .to.emit(hostile, "Executed")
      .withArgs([[tokens.alpha, amount]], [[tokens.gamma, room]]);
  });

  it("finds no room in a component that is on the other side of its target", async () => {
    const { vault, hostile, trade, take, tokens } = use();
    expect(await positionOf(vault, tokens.gamma)).to.be.greaterThan(-1);
    await expect(trade(["gamma"], ["usdc"], [await take("gamma", 1n)]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.gamma, 1n, 0n);
  });

  it("V-1 sells nothing of what is owed", async () => {
    const fixture = use();
    const { vault, hostile, trade, take, deliver, tokens, at, signers, excess } = fixture;
    const { alice } = signers;
    await vault.connect(alice).redeemWith({
      shares: 300n * WAD,
      receiver: alice,
      owner: alice,
      claimant: alice,
      basketId: 2n,
      minAmounts: [],
      skip: 1n << at("alpha"),
    });
    // What waits in shares is converted before the trade, rounded down: the holders may have one unit more than the view says.
    const amount = (await excess("alpha")) + 1n;
    await expect(trade(["alpha"], ["usdc"], [await take("alpha", amount + 1n)]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(hostile, tokens.alpha, amount + 1n, amount);
    await trade(
      ["alpha"],
      ["usdc"],
      [await take("alpha", amount), await deliver("usdc", await leastFor(amount))],
    );
    const [owed] = await vault.owed(tokens.alpha);
    expect(await vault.connect(alice).claim.staticCall(tokens.alpha, alice)).to.equal(owed);
  });

  it("V-1 E-5 buys up to the target on top of what is owed, and not a unit more", async () => {
    const fixture = use();
    const { vault, trade, take, deliver, tokens, at, units, signers, ethers } = fixture;
    const { alice } = signers;
    await vault.connect(alice).redeemWith({
      shares: 300n * WAD,
      receiver: alice,
      owner: alice,
      claimant: alice,
      basketId: 2n,
      minAmounts: [],
      skip: 1n << at("gamma"),
    });
    const gamma = await ethers.getContractAt("MockERC20", tokens.gamma);
    const [balance, supply] = [await gamma.balanceOf(vault), await vault.totalSupply()];
    const owed = (balance * 300n * WAD) / (supply + 300n * WAD);
    const ceiling = owed + (units[Number(at("gamma"))] * supply + UNIT_SCALE - 1n) / UNIT_SCALE;
    const steps = async (amount: bigint) => [
      await take("alpha", 1n),
      await deliver("gamma", amount),
    ];
    await expect(trade(["alpha"], ["gamma"], await steps(ceiling - balance + 1n)))
      .to.be.revertedWithCustomError(vault, "TargetCrossed")
      .withArgs(tokens.gamma, ceiling + 1n, ceiling);
    await trade(["alpha"], ["gamma"], await steps(ceiling - balance));
    expect(await vault.owed(tokens.gamma)).to.deep.equal([owed, 0n]);
  });

  for (const [what, share, kept] of [
    ["has a target of zero", WAD / 5n, false],
    ["has a target of its own", (WAD * 19n) / 100n, true],
  ] as const) {
    it(`V-1 takes nothing of the USDC that is owed, where USDC ${what}`, async () => {
      const fixture = useFirst();
      const { vault, usdc, signers, ethers } = fixture;
      const { alice, strategist, keeper, stranger } = signers;
      const all = await usdc.balanceOf(vault);
      await vault.connect(alice).redeemWith({
        shares: 500n * WAD,
        receiver: alice,
        owner: alice,
        claimant: alice,
        basketId: 0n,
        minAmounts: [],
        skip: 1n,
      });
      const weights = { alpha: share, beta: share, gamma: share, delta: share, omega: share };
      await vault.connect(strategist).startEpoch(await epochOrder(fixture, weights));

      const hostile = await ethers.deployContract("HostileExecutor");
      const [cash, cashAt] = [await usdc.getAddress(), await positionOf(vault, usdc)];
      const [components, units] = await vault.basket(1n);
      const [supply, owed] = [await vault.totalSupply(), all / 2n];
      const targets = units.map((unit) => (unit * supply) / UNIT_SCALE);
      const buys = components
        .map((_, position) => ({ position, amount: ALL }))
        .toSpliced(cashAt, 1);
      const deliveries = await Promise.all(
        components
          .map((component, i) => deliverStep(fixture, component, targets[i]))
          .toSpliced(cashAt, 1),
      );
      const send = async (amount: bigint) =>
        vault.connect(keeper).trade({
          epochNumber: 1n,
          executor: hostile,
          sells: [{ position: cashAt, amount: ALL }],
          buys,
          data: encodeSteps([
            await takeStep(fixture, cash, amount, stranger.address),
            ...deliveries,
          ]),
        });
      const most = all - owed - targets[cashAt];
      expect(targets[cashAt] > 0n).to.equal(kept);
      await expect(send(most + 1n))
        .to.be.revertedWithCustomError(vault, "TargetCrossed")
        .withArgs(usdc, all - most - 1n, all - most);
      await expect(send(all)).to.be.revertedWithCustomError(vault, "TargetCrossed");
      await send(most);
      expect(await vault.owed(usdc)).to.deep.equal([owed, 0n]);
      await vault.connect(alice).claim(usdc, alice);
      expect(await usdc.balanceOf(alice)).to.equal(owed);
    });
  }
});
