import { expect } from "chai";

import { deliver } from "../fixtures/deliver.ts";
import { encodeSteps, takeStep, deliverStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import type { OddFixture } from "../fixtures/oddFixture.ts";
import { oddFixture } from "../fixtures/oddFixture.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 10n * WAD;

/** Functions that change state and have another guard than the lock, with the error of theirs. */
const OTHERWISE_GUARDED: Readonly<Record<string, string>> = {
  initialize: "InvalidInitialization",
  take: "TakeNotAllowed",
};

/** Views of shares or holdings: what they say changes while the lock is held. */
const LOCKED_VIEWS = [
  "totalSupply",
  "balanceOf",
  "holdings",
  "previewIssue",
  "previewRedeem",
  "owed",
  "claimOf",
  "settlement",
];

describe("The lock of an IndexVault", () => {
  const use = useFixture(oddFixture);

  /** Every call that the lock, or what stands in for it, must refuse. */
  function calls({
    vault,
    signers,
    odd,
    components,
  }: OddFixture): { name: string; data: string; error: string }[] {
    const { alice } = signers;
    const redemption = {
      shares: 1n,
      receiver: alice.address,
      owner: alice.address,
      claimant: alice.address,
      basketId: 1n,
      minAmounts: [],
      skip: 0n,
    };
    const epoch = {
      components,
      weights: components.map(() => 0n),
      regime: REGIME.bear,
      snapshotHash: `0x${"00".repeat(32)}`,
      rulesHash: `0x${"00".repeat(32)}`,
      deadline: 0n,
    };
    const trade = { epochNumber: 1n, executor: alice.address, sells: [], buys: [], data: "0x" };
    const fees = { streamingRate: 0n, issuanceFee: 0n, recipients: [] };
    const [zero, a] = [`0x${"00".repeat(32)}`, alice.address];
    const inputs: Record<string, readonly unknown[]> = {
      approve: [a, 1n],
      blockSigner: [a],
      claim: [odd.target, a],
      announceFees: [fees],
      cancelFees: [],
      clearFlag: [odd.target],
      closeEpoch: [],
      distributeFees: [],
      setFees: [fees],
      settleClaims: [15n],
      initialize: ["", "", a, 1n, 1n],
      issue: [1n, a, 1n, []],
      issueWithCallback: [1n, a, 1n, "0x"],
      pauseIssuance: [],
      pauseTrading: [],
      "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)": [
        a,
        a,
        1n,
        1n,
        27,
        zero,
        zero,
      ],
      "permit(address,address,uint256,uint256,bytes)": [a, a, 1n, 1n, "0x"],
      redeem: [1n, a, a],
      redeemWith: [redemption],
      redeemWithCallback: [redemption, "0x"],
      startEpoch: [epoch],
      take: [odd.target, 1n, a],
      trade: [trade],
      transfer: [a, 1n],
      transferFrom: [a, a, 1n],
      unblockSigner: [a],
      windDown: [],
      writeOff: [odd.target],
      totalSupply: [],
      balanceOf: [a],
      holdings: [],
      previewIssue: [1n],
      previewRedeem: [1n],
      owed: [odd.target],
      claimOf: [odd.target, a],
      settlement: [],
    };
    const names: string[] = [...LOCKED_VIEWS];
    vault.interface.forEachFunction((fragment) => {
      const whole = fragment.format("sighash");
      if (!fragment.constant) names.push(whole in inputs ? whole : fragment.name);
    });
    return names.map((name) => ({
      name,
      data: vault.interface.encodeFunctionData(name as "redeem", inputs[name] as never),
      error: vault.interface.getError(OTHERWISE_GUARDED[name] ?? "ReentrancyGuardReentrantCall")!
        .selector,
    }));
  }

  /** Which calls got another answer than their refusal, when a component made them during `enter`. */
  async function notRefused(
    fixture: OddFixture,
    enter: () => Promise<{ wait(): Promise<unknown> }>,
  ): Promise<string[]> {
    const { vault, callback, networkHelpers } = fixture;
    const wrong: string[] = [];
    for (const { name, data, error } of calls(fixture)) {
      const snapshot = await networkHelpers.takeSnapshot();
      await callback.arm(vault, data);
      const receipt = (await (await enter()).wait()) as {
        logs: { topics: string[]; data: string; address: string }[];
      };
      const answers = receipt.logs
        .filter(({ address }) => address === callback.target)
        .map((log) => callback.interface.parseLog(log))
        .filter((event) => event?.name === "CalledBack")
        .map((event) => event!.args.toObject() as { success: boolean; answer: string });
      if (answers.length === 0) wrong.push(`${name}: not called`);
      for (const { success, answer } of answers) {
        if (success || answer.slice(0, 10) !== error) wrong.push(`${name}: ${success} ${answer}`);
      }
      await snapshot.restore();
    }
    return wrong;
  }

  it("A-1 refuses every function, and every view of shares or holdings, while a component is issued", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const amounts = await deliver(fixture, signers.bob, SHARES);
    expect(
      await notRefused(fixture, () =>
        vault.connect(signers.bob).issue(SHARES, signers.bob, 1n, amounts),
      ),
    ).to.deep.equal([]);
  });

  it("A-1 refuses them to whoever is called back to deliver", async () => {
    const fixture = use();
    const { vault, signers, ethers } = fixture;
    const issuer = await ethers.deployContract("HostileIssuer");
    const target = await vault.getAddress();
    for (const { name, data, error } of calls(fixture)) {
      const expected = vault.interface.getError(error)!.name;
      await expect(
        issuer.issue(vault, SHARES, signers.bob, 1n, encodeSteps([{ target, data }])),
        name,
      ).to.be.revertedWithCustomError(vault, expected);
    }
  });

  it("A-1 refuses them while a component is redeemed", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    expect(
      await notRefused(fixture, () =>
        vault.connect(signers.bob).redeem(SHARES, signers.bob, signers.bob),
      ),
    ).to.deep.equal([]);
  });

  it("A-1 refuses them while a claim is paid", async () => {
    const fixture = use();
    const { vault, signers, callback, at } = fixture;
    const { bob } = signers;
    await vault.connect(bob).redeemWith({
      shares: SHARES,
      receiver: bob,
      owner: bob,
      claimant: bob,
      basketId: 1n,
      minAmounts: [],
      skip: 1n << BigInt(at.callback),
    });
    expect(await notRefused(fixture, () => vault.connect(bob).claim(callback, bob))).to.deep.equal(
      [],
    );
  });

  it("A-1 refuses them while claims are settled", async () => {
    const fixture = use();
    const { vault, signers, at } = fixture;
    const { bob } = signers;
    const part = { shares: SHARES, receiver: bob, owner: bob, claimant: bob };
    const skip = 1n << BigInt(at.callback);
    await vault.connect(bob).redeemWith({ ...part, basketId: 1n, minAmounts: [], skip });
    expect(await notRefused(fixture, () => vault.settleClaims(skip))).to.deep.equal([]);
  });

  it("A-1 refuses them while a trade takes a component", async () => {
    const fixture = use();
    const { vault, signers, callback, usdc, ethers, networkHelpers, components, at } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await addComponents(fixture, [
      { token: fixture.odd, tokenDecimals: 18 },
      { token: fixture.other, tokenDecimals: 6 },
      { token: callback, tokenDecimals: 18 },
    ]);
    const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear }));
    const hostile = await ethers.deployContract("HostileExecutor");
    const steps = [
      await takeStep(fixture, await callback.getAddress(), 100n * WAD, signers.stranger.address),
      await deliverStep(fixture, await usdc.getAddress(), 100n * 10n ** 6n),
    ];
    const order = {
      epochNumber: 2n,
      executor: hostile,
      sells: [{ position: at.callback, amount: 100n * WAD }],
      buys: [{ position: at.usdc, amount: 100n * 10n ** 6n }],
      data: encodeSteps(steps),
    };
    const wrong = await notRefused(fixture, () => vault.connect(signers.keeper).trade(order));
    // The token itself is not the executor: `take` is refused to it by name.
    expect(wrong).to.deep.equal([]);
  });

  it("A-1 refuses them to the executor", async () => {
    const fixture = use();
    const { vault, signers, ethers, networkHelpers, components, usdc, at } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await addComponents(fixture, [{ token: fixture.odd, tokenDecimals: 18 }]);
    const weights = components.map((component) => (component === usdc.target ? WAD : 0n));
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, {}, { components, weights, regime: REGIME.bear }));
    const hostile = await ethers.deployContract("HostileExecutor");
    for (const { name, data, error } of calls(fixture)) {
      const order = {
        epochNumber: 2n,
        executor: hostile,
        sells: [{ position: at.odd, amount: 1n }],
        buys: [{ position: at.usdc, amount: 1n }],
        data: encodeSteps([{ target: await vault.getAddress(), data }]),
      };
      const allowed = name === "take"; // one unit of what the trade sells: the executor's own right
      const expected = allowed ? "NothingTraded" : vault.interface.getError(error)!.name;
      await expect(vault.connect(signers.keeper).trade(order), name).to.be.revertedWithCustomError(
        vault,
        expected,
      );
    }
  });

  it("is open again after every call", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    await vault.connect(signers.bob).redeem(SHARES, signers.bob, signers.bob);
    expect(await vault.totalSupply()).to.equal(990n * WAD);
    await vault.connect(signers.bob).transfer(signers.stranger, WAD);
    expect(await vault.balanceOf(signers.stranger)).to.equal(WAD);
  });
});
