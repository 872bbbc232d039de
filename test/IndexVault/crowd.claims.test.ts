import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { crowdFixture, HELD } from "../fixtures/crowdFixture.ts";
import { deliverStep, encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const CAP = 2n ** 24n; // {gas} EIP-7825
const ALL = 2n ** 128n - 1n; // every position
const ONE_SLOT = 3_000n; // {gas} of reading a component's claims
const NEXT_TO_NOTHING = 200n; // {gas} of a leg: whether the receiver had any USDC is a part of it

/** Amounts of shares that are redeemed with 128 positions skipped. A share is worth ten dollars. */
const SIZES = [
  ["a wei", 1n],
  ["a cent's worth", WAD / 1_000n],
  ["a dollar's worth", WAD / 10n],
] as const;

/**
 * Acts of other accounts while the claims are open. `next day` lets a day pass, after which claims that are worth nothing can be
 * forfeited. `skip` is the claimant again, `skip anew` somebody who never had a claim.
 */
type Act =
  "settle" | "redeem" | "trade" | "trade all" | "start" | "next day" | "skip" | "skip anew";
const END: readonly Act[] = ["settle", "next day", "settle"];
const ORDERS: readonly (readonly [string, readonly Act[]])[] = [
  ["settled at once", END],
  ["traded first", ["trade", ...END]],
  ["traded first, all 128 of them", ["trade all", ...END]],
  ["redeemed beside three times", ["redeem", "redeem", "redeem", ...END]],
  [
    "redeemed beside and traded, all 128 of them",
    ["redeem", "redeem", "trade all", "redeem", "redeem", ...END],
  ],
  ["traded first, and still open at the next start", ["trade all", "start", "redeem", ...END]],
  [
    "left twice by one claimant, and traded each time",
    ["trade all", "settle", "skip", "trade all", ...END],
  ],
  ["left twice before they are settled", ["trade all", "skip", "trade all", ...END]],
  ["left by one claimant and another", ["trade all", "skip anew", "trade all", ...END]],
];

describe("Claims on all of an IndexVault's 128 components", function () {
  const use = useFixture(crowdFixture);
  this.timeout(600_000);
  const gasOf = async (
    sent: Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>,
  ): Promise<bigint> => (await (await sent).wait())!.gasUsed;

  /** {gas} Of leaving claims on every position, for somebody who holds shares of nobody else. */
  async function leaveClaims(shares: bigint, claimant: HardhatEthersSigner): Promise<bigint> {
    const { vault, signers } = use();
    await vault.connect(signers.alice).transfer(claimant, shares);
    return gasOf(
      vault.connect(claimant).redeemWith(
        {
          ...{ shares, receiver: claimant, owner: claimant, claimant },
          ...{ basketId: await vault.basketId(), minAmounts: [], skip: ALL },
        },
        { gasLimit: CAP },
      ),
    );
  }
  const settle = (positions = ALL) => {
    const { vault, signers } = use();
    return gasOf(vault.connect(signers.bob).settleClaims(positions, { gasLimit: CAP }));
  };
  const redeem = () => {
    const { vault, signers } = use();
    const { alice } = signers;
    return gasOf(vault.connect(alice).redeem(WAD, alice, alice, { gasLimit: CAP }));
  };

  /**
   * {gas} Of buying a hundred components in one trade, whose executor makes them.
   * @param besides Whether the trade also names all other components, of which it moves nothing.
   */
  async function buyAll(besides = false): Promise<bigint> {
    const fixture = use();
    const { vault, odd, usdc, signers, ethers, components } = fixture;
    const executor = await ethers.deployContract("HostileExecutor");
    const [money, paid] = [await usdc.getAddress(), 10n * 10n ** 6n];
    const steps = [await takeStep(fixture, money, paid, signers.stranger.address)];
    const bought = await Promise.all(odd.slice(0, 100).map((token) => token.getAddress()));
    for (const token of bought) steps.push(await deliverStep(fixture, token, WAD / 10n));
    const sides = (tokens: readonly string[], amount: bigint) =>
      tokens
        .map((token) => ({
          position: components.indexOf(token),
          amount: token === money ? paid : amount,
        }))
        .toSorted((a, b) => a.position - b.position);
    const idle = components.filter((token) => token !== money && !bought.includes(token));
    const order = {
      epochNumber: 1n,
      executor,
      sells: sides(besides ? [money, ...idle] : [money], 1n),
      buys: sides(bought, 2n ** 200n),
      data: encodeSteps(steps),
    };
    return gasOf(vault.connect(signers.keeper).trade(order, { gasLimit: CAP }));
  }

  /** {gas} Of the next weekly start, with the same weights. */
  async function start(): Promise<bigint> {
    const fixture = use();
    const { vault, odd, order, registry, market, signers, ethers, networkHelpers } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    const { feed } = await registry.feedOf(odd[0]);
    await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const started = vault.connect(signers.strategist).startEpoch;
    return gasOf(started({ ...order, deadline }, { gasLimit: CAP }));
  }

  /**
   * Lets everything happen in order.
   * @returns {gas} Of the claimants, and of all others together.
   */
  async function play(
    acts: readonly Act[],
    shares: bigint,
  ): Promise<{ left: bigint; others: bigint }> {
    const { signers, networkHelpers } = use();
    let [left, others] = [0n, 0n];
    for (const act of acts) {
      if (act === "next day") await networkHelpers.time.increase(DAY);
      else if (act === "skip") left += await leaveClaims(shares, signers.stranger);
      else if (act === "skip anew") left += await leaveClaims(shares, signers.guardian);
      else if (act === "redeem") others += await redeem();
      else if (act === "settle") others += await settle();
      else if (act === "start") others += await start();
      else others += await buyAll(act === "trade all");
    }
    return { left, others };
  }

  /**
   * Lets everything happen twice, with claims and without.
   * @returns {gas} Of the claimants, and of all others together beyond what the same acts cost without claims.
   */
  async function compare(acts: readonly Act[], shares: bigint) {
    const { vault, networkHelpers } = use();
    await redeem();
    const start = await networkHelpers.takeSnapshot();
    const idle = acts.filter((act) => !act.startsWith("skip") && act !== "settle");
    const without = await play(idle, shares);
    await start.restore();
    const { left, others } = await play(["skip", ...acts], shares);
    expect(await vault.claimedPositions()).to.equal(0n);
    return { left, others: others - without.others };
  }

  for (const [size, shares] of SIZES)
    for (const [name, acts] of ORDERS)
      it(`L-6 of ${size}, ${name}, cost the others less gas than their claimants`, async () => {
        const { left, others } = await compare(acts, shares);
        expect(others).to.be.lessThan(left);
      });

  for (const [size, shares] of SIZES)
    it(`L-6 of ${size} leave nothing behind, and a redemption and a trade cost again what they cost before`, async () => {
      const { vault, networkHelpers } = use();
      await redeem();
      const before = await redeem();
      const start = await networkHelpers.takeSnapshot();
      const trade = await buyAll();
      await start.restore();
      expect((await play(["skip", "settle"], shares)).left).to.be.lessThan(CAP);
      const settled = await networkHelpers.takeSnapshot();
      const traded = await buyAll();
      expect(traded).to.be.lessThan(CAP);
      expect(traded - trade).to.be.within(-100n * NEXT_TO_NOTHING, 100n * NEXT_TO_NOTHING);
      await settled.restore();
      await play(["next day", "settle"], shares);
      expect(await vault.claimedPositions()).to.equal(0n);
      expect((await redeem()) - before).to.be.within(-1_000n, 1_000n);
    });

  it("L-6 L-4 that a trade found worth nothing stay open over the next start, until they are settled", async () => {
    const { vault, signers } = use();
    await play(["skip", "trade all", "start"], 1n);
    expect(await vault.claimedPositions()).to.equal(ALL);
    const sent = await vault.connect(signers.bob).settleClaims(ALL, { gasLimit: CAP });
    const { logs } = (await sent.wait())!;
    const paid = logs.filter((log) => vault.interface.parseLog(log)?.name === "ClaimPaid");
    expect(paid).to.have.length(128);
    expect(await vault.claimedPositions()).to.equal(0n);
  });

  /** The dearest row but those in which claims are left twice. */
  const DEAREST: readonly Act[] = ["redeem", "redeem", "trade all", "redeem", "redeem", ...END];
  for (const [cost, name, acts, isLess] of [
    [50_000n, "50,000", DEAREST, true],
    [80_000n, "80,000", END, true],
    [80_000n, "80,000", DEAREST, false],
  ] as const)
    it(`L-6 where a transfer costs ${name} gas, after ${acts.join(", ")}, cost the others ${isLess ? "less" : "more"} than their claimant`, async () => {
      for (const token of use().odd) await token.setCosts(cost, 0n);
      const { left, others } = await compare(acts, WAD / 10n);
      expect(others < left).to.equal(isLess);
    });

  it("L-3 of 2^88 or more shares, skipped on all positions, fit in two calls where they do not fit in one", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers, ethers } = fixture;
    const { alice, stranger } = signers;
    const many = 2n ** 88n;
    const amounts = await deliver(fixture, alice, many);
    const basketId = await vault.basketId();
    await vault.connect(alice).issue(many, alice, basketId, amounts, { gasLimit: CAP });
    const start = await networkHelpers.takeSnapshot();
    await expect(leaveClaims(many, stranger)).to.be.revertedWithoutReason(ethers);
    await start.restore();
    const first = await leaveClaims(1n, stranger);
    const second = await leaveClaims(many - 1n, stranger);
    expect(first).to.be.lessThan(CAP);
    expect(second).to.be.lessThan(CAP);
  });

  it("L-6 cost each other redemption one slot for each position while they are open, before and after a trade", async () => {
    await redeem();
    const before = await redeem();
    await play(["skip"], WAD / 10n);
    expect((await redeem()) - before).to.be.lessThan(128n * ONE_SLOT);
    await play(["trade all"], WAD / 10n);
    expect((await redeem()) - before).to.be.lessThan(128n * ONE_SLOT);
  });

  it("L-6 of a claimant whom every component refuses cost each other redemption one slot for each position", async () => {
    const { odd, signers, vault } = use();
    await redeem();
    const before = await redeem();
    await leaveClaims(WAD / 10n, signers.stranger);
    for (const token of odd) {
      await token.setRefused(signers.stranger);
      await token.setTransferFault(13); // refuses one receiver
    }
    await settle();
    await settle();
    for (const token of odd) await token.setTransferFault(0);
    expect((await vault.owed(odd[0])).amount).to.be.greaterThan(0n);
    expect((await redeem()) - before).to.be.lessThan(128n * ONE_SLOT);
  });

  it("L-6 cost the others less where one transaction leaves claims of three claimants on forty positions", async () => {
    const { vault, odd, components, signers, ethers } = use();
    const { alice, bob, keeper, guardian } = signers;
    const forty = new Set(odd.slice(0, 40));
    let skip = 0n;
    for (const token of odd)
      if (forty.has(token)) skip |= 1n << BigInt(components.indexOf(token.target as string));
      else await token.seize(vault, HELD); // nothing to pay of the others
    const many = await ethers.deployContract("HostileExecutor");
    await vault.connect(alice).transfer(many, WAD);
    const steps = [bob, keeper, guardian].map(({ address }) => ({
      target: vault.target as string,
      data: vault.interface.encodeFunctionData("redeemWith", [
        {
          ...{ shares: WAD / 1_000n, receiver: address, owner: many.target, claimant: address },
          ...{ basketId: 1n, minAmounts: [], skip },
        },
      ]),
    }));
    const left = await gasOf(many.execute([], [], encodeSteps(steps), { gasLimit: CAP }));
    const settled = await settle();
    expect(await vault.claimedPositions()).to.equal(0n);
    expect(await odd[0].balanceOf(guardian)).to.be.greaterThan(0n);
    expect(settled).to.be.lessThan(left);
  });
});
