import { expect } from "chai";

import { hopFixture } from "../fixtures/hopFixture.ts";
import type { Between, Way } from "../fixtures/hopFixture.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { worth } from "../fixtures/openPool.ts";
import { encodeLegs } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const ONE = 10n ** 18n; // {odd}, {callback}
const ALL = 2n ** 255n;
const MOST_GAS = 3_200_000n; // {gas} the 2 M of a leg, and what the others need

describe("UniswapV3Executor through hostile tokens", () => {
  const use = useFixture(hopFixture);
  const cashOf = async (): Promise<bigint> => use().usdc.balanceOf(use().vault);
  const executorHas = (): Promise<bigint[]> => use().balances(use().executor.target as string);
  const paying = (between: Between): Way => use().through(between, "alpha", 100n * DOLLAR);
  const buying = (between: Between): Way =>
    use().through(between, "alpha", worth(use().boughts.alpha, 90n), { exactOutput: true });

  /** Does the leg between two good ones, through other tokens, and expects that it is skipped and costs nothing. */
  async function expectSkipped(way: Way, readFault: number = READ.none): Promise<void> {
    const { vault, executor, odd, trade, direct, through } = use();
    const [cash, before] = [await cashOf(), await executorHas()];
    await odd.setReadFault(readFault);
    const ways = [direct("beta", 10n * DOLLAR), way, through("weth", "beta", 10n * DOLLAR)];
    const transaction = await trade(ways);
    await expect(transaction).to.emit(executor, "LegSkipped").withArgs(vault, 1n, way.leg.pool);
    const { gasUsed } = (await transaction.wait())!;
    expect(gasUsed, "{gas}").to.be.lessThan(MOST_GAS);
    await odd.setReadFault(READ.none);
    expect(cash - (await cashOf())).to.equal(20n * DOLLAR);
    expect(await executorHas()).to.deep.equal(before);
  }
  /** Does the leg, which spends about $100, and expects that nothing stays here. */
  async function expectDone(way: Way) {
    const { executor, trade } = use();
    const [cash, before] = [await cashOf(), await executorHas()];
    const transaction = await trade([way]);
    await expect(transaction).not.to.emit(executor, "LegSkipped");
    const spent = cash - (await cashOf());
    expect(spent > 90n * DOLLAR && spent <= 100n * DOLLAR, `${spent}`).to.equal(true);
    expect(await executorHas()).to.deep.equal(before);
    return transaction;
  }

  for (const fault of [
    "revert",
    "returnFalse",
    "returnFalseAndMove",
    "returnFalseAndMoveHalf",
    "burnGas",
    "revertBomb",
    "fee",
    "pause",
  ] as const)
    it(`E-6 R-1 skips a leg through a token whose transfer does this: ${fault}`, async () => {
      await use().odd.setTransferFault(TRANSFER[fault]);
      await expectSkipped(paying("odd"));
      await expectSkipped(buying("odd"));
    });

  for (const fault of ["refuseSender", "refuseReceiver"] as const)
    it(`E-6 R-1 skips a leg through a token that refuses this contract: ${fault}`, async () => {
      const { odd, executor } = use();
      await odd.setRefused(executor);
      await odd.setTransferFault(TRANSFER[fault]);
      await expectSkipped(paying("odd"));
      await expectDone(buying("odd")); // it never comes here
    });

  for (const fault of ["revert", "burnGas", "returnShort", "overstate"] as const)
    it(`E-6 skips a leg through a token whose balances cannot be read: ${fault}`, async () => {
      await expectSkipped(paying("odd"), READ[fault]);
      await expectSkipped(buying("odd"), READ[fault]);
    });

  it("E-6 skips a leg through a token that burns gas where this contract's balance is read", async () => {
    const { odd, executor } = use();
    await odd.setBurnedAt(executor);
    await expectSkipped(paying("odd"), READ.burnGas);
  });

  it("does a leg through a token whose transfers answer nothing", async () => {
    const { odd } = use();
    await odd.setTransferFault(TRANSFER.returnNothingAndMove);
    await expectDone(paying("odd"));
    await expectDone(buying("odd"));
  });

  it("A-1 R-2 is not entered again by a token between", async () => {
    const { executor, callback } = use();
    const { interface: functions } = executor;
    for (const [data, answer] of [
      [
        functions.encodeFunctionData("execute", [[], [], encodeLegs([])]),
        functions.encodeErrorResult("AlreadyExecuting"),
      ],
      [
        functions.encodeFunctionData("uniswapV3SwapCallback", [1n, 0n, "0x"]),
        functions.encodeErrorResult("UnexpectedCallback", [await callback.getAddress()]),
      ],
    ] as const)
      for (const way of [paying("callback"), buying("callback")]) {
        await callback.arm(executor, data);
        await expect(await expectDone(way))
          .to.emit(callback, "CalledBack")
          .withArgs(executor, false, answer);
      }
  });

  it("E-7 lets no token between take from the vault in this contract's place", async () => {
    const { vault, usdc, callback, signers } = use();
    const { data } = await takeStep(
      use(),
      await usdc.getAddress(),
      1n,
      await signers.stranger.getAddress(),
    );
    const evidence = [await callback.getAddress(), await usdc.getAddress(), 1n, 0n];
    for (const way of [paying("callback"), buying("callback")]) {
      await callback.arm(vault, data);
      await expect(await expectDone(way))
        .to.emit(callback, "CalledBack")
        .withArgs(vault, false, vault.interface.encodeErrorResult("TakeNotAllowed", evidence));
    }
  });

  it("R-1 is not held up by a unit of something else that is sent here while it swaps", async () => {
    const { ethers, odd, executor, callback, trade } = use();
    const accomplice = await ethers.deployContract("HostileExecutor");
    const mint = odd.interface.encodeFunctionData("mint", [await executor.getAddress(), 1n]);
    const steps = encodeSteps([{ target: await odd.getAddress(), data: mint }]);
    const data = accomplice.interface.encodeFunctionData("execute", [[], [], steps]);
    await callback.arm(accomplice, data);
    const cash = await cashOf();
    await trade([paying("callback")]);
    expect(cash - (await cashOf())).to.equal(100n * DOLLAR);
    expect(await odd.balanceOf(executor)).to.equal(2n); // it moved twice
    expect(await callback.balanceOf(executor)).to.equal(0n);
  });

  it("R-1 R-3 gives a caller that is no vault nothing of what was sent here, of the vault's, or of another's", async () => {
    const { ethers, vault, executor, odd, usdc, signers, boughts, firsts, route, balances } = use();
    await odd.mint(executor, 500n * ONE);
    await usdc.mint(executor, 500n * DOLLAR);
    await usdc.mint(signers.stranger, 500n * DOLLAR);
    await usdc.connect(signers.stranger).approve(executor, ALL);
    const thief = await ethers.deployContract("ScriptedPool");
    const liar = await ethers.deployContract("HostileVault"); // says that it pays, and does not
    const sells = [{ component: await usdc.getAddress(), amount: ALL }];
    const buys = [boughts.alpha.token, boughts.beta.token]
      .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
      .map((component) => ({ component, amount: ALL }));
    const before = [
      await balances(executor.target as string),
      await balances(signers.stranger.address),
      await balances(vault.target as string),
    ];
    const stranger = executor.connect(signers.stranger);
    const { interface: functions } = executor;
    for (const asks of [100n * ONE, 500n * DOLLAR]) {
      const ask = { amount0: asks, amount1: -asks, forged: false, data: "0x" };
      await thief.setAsks([ask], false);
      const thiefs = await thief.getAddress();
      const ways = [
        use().through("odd", "alpha", asks, { first: thiefs }),
        use().through("odd", "alpha", asks, { second: thiefs }),
        use().through("odd", "alpha", asks, { first: thiefs, second: thiefs }),
        use().through("odd", "alpha", asks, { exactOutput: true, second: thiefs }),
        use().direct("alpha", asks, { pool: thiefs }),
        use().direct("alpha", asks, { pool: firsts.get("odd")! }),
      ];
      for (const way of ways) {
        const inputs = [sells, buys, route([way])] as const;
        await stranger.execute(...inputs);
        await liar.arm(executor, functions.encodeFunctionData("execute", inputs as never), false);
        await expect(liar.issueWithCallback(1n, liar, 1n, "0x")).to.emit(liar, "Answered");
      }
    }
    expect([
      await balances(executor.target as string),
      await balances(signers.stranger.address),
      await balances(vault.target as string),
    ]).to.deep.equal(before);
    for (const account of [thief, liar])
      expect(await balances(await account.getAddress())).to.deep.equal(Array(7).fill(0n));
  });
});
