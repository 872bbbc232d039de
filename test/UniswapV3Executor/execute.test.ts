import { expect } from "chai";

import { WEIGHTS } from "../fixtures/basketFixture.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { encodeSteps } from "../fixtures/hostileRoute.ts";
import { indexFixture } from "../fixtures/indexFixture.ts";
import type { Leg } from "../fixtures/orders.ts";
import { encodeLegs, epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { usd } from "../market/usd.ts";

const ALL = 2n ** 255n;
const MAX = 2n ** 256n - 1n;
const DOLLAR = 10n ** 6n; // {usdc}

/** An index of USDC that wants alpha and beta, a pool that lies, and trades that sell USDC for the two. */
async function executorFixture() {
  const fixture = await indexFixture();
  const { vault, signers, market, usdc, ethers, executor } = fixture;
  await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, WEIGHTS));
  const pool = await ethers.deployContract("HostilePool");
  const [alpha, beta] = [market.names.get("alpha")!, market.names.get("beta")!];
  const cashAt = await positionOf(vault, usdc);
  const bought = [alpha, beta]
    .map(({ token }) => token)
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const buys = await Promise.all(
    bought.map(async (token) => ({ position: await positionOf(vault, token), amount: ALL })),
  );
  /** A leg that pays `amount` {usdc} for alpha or beta. */
  const leg = (name: typeof alpha, amount: bigint, overrides: Partial<Leg> = {}): Leg => ({
    pool: name.pool,
    sell: 0n,
    buy: BigInt(bought.indexOf(name.token)),
    amount,
    exactOutput: false,
    zeroForOne: !name.tokenIsToken0,
    ...overrides,
  });
  const trade = (data: string, cash = 1_000n * DOLLAR) =>
    vault.connect(signers.keeper).trade({
      epochNumber: 1n,
      executor,
      sells: [{ position: cashAt, amount: cash }],
      buys,
      data,
    });
  return { ...fixture, pool, alpha, beta, leg, trade, bought };
}

describe("UniswapV3Executor.execute", () => {
  const use = useFixture(executorFixture);
  const heldOf = async (token: string): Promise<bigint> =>
    (await use().ethers.getContractAt("MockERC20", token)).balanceOf(use().vault);

  /** Makes alpha's pool a hundred times thinner. */
  async function thinAlpha(): Promise<void> {
    const { market, ethers, alpha } = use();
    const positions = await market.operator.positionsOf(alpha.token);
    const pool = new ethers.Contract(
      alpha.pool,
      ["function slot0() view returns (uint160 sqrtPriceX96)"],
      ethers.provider,
    );
    await market.operator.move([
      {
        token: alpha.token,
        sqrtPriceX96: (await pool.slot0()) as bigint,
        positions: positions.map(({ tickLower, tickUpper, liquidity }) => ({
          tickLower,
          tickUpper,
          liquidity: liquidity / 100n,
        })) as never,
      },
    ]);
  }

  it("goes on after a leg so small that all of it is the pool's fee, on either side of a pool", async () => {
    const { alpha, beta, usdc, vault, leg, trade, networkHelpers } = use();
    const [crumb, rest] = [1n, 100n * DOLLAR];
    expect([alpha, beta].some(({ tokenIsToken0 }) => tokenIsToken0)).to.equal(true);
    for (const name of [alpha, beta]) {
      const before = await networkHelpers.takeSnapshot();
      const cash = await usdc.balanceOf(vault);
      await trade(encodeLegs([leg(name, rest - crumb)]));
      const bought = await heldOf(name.token);
      await before.restore();

      await trade(encodeLegs([leg(name, crumb), leg(name, rest)]), rest);
      expect(await heldOf(name.token)).to.equal(bought);
      expect(await usdc.balanceOf(vault)).to.equal(cash - rest);
    }
  });

  it("E-6 has pools pay the vault and the vault pay the pools, with nothing in between", async () => {
    const { vault, usdc, executor, alpha, leg, trade, ethers } = use();
    const token = await ethers.getContractAt("MockERC20", alpha.token);
    const paid = 100n * DOLLAR;
    const transaction = await trade(encodeLegs([leg(alpha, paid)]));
    await expect(transaction).to.emit(usdc, "Transfer").withArgs(vault, alpha.pool, paid);
    await expect(transaction)
      .to.emit(token, "Transfer")
      .withArgs(alpha.pool, vault, await token.balanceOf(vault));
    expect(await balancesOf(use(), executor)).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n]);
  });

  it("R-1 leaves alone what somebody sent it by mistake", async () => {
    const { usdc, executor, alpha, leg, trade } = use();
    await usdc.mint(executor, 500n * DOLLAR);
    await trade(encodeLegs([leg(alpha, 1_000n * DOLLAR)]));
    expect(await usdc.balanceOf(executor)).to.equal(500n * DOLLAR);
  });

  it("spends no more over several legs than the trade gives it", async () => {
    const { vault, usdc, alpha, beta, leg, trade } = use();
    const before = await usdc.balanceOf(vault);
    const legs = [leg(alpha, 600n * DOLLAR), leg(beta, 600n * DOLLAR), leg(alpha, 1n * DOLLAR)];
    await trade(encodeLegs(legs), 1_000n * DOLLAR);
    expect(before - (await usdc.balanceOf(vault))).to.equal(1_000n * DOLLAR);
    expect(await heldOf(beta.token)).to.be.greaterThan(0n);
  });

  it("skips an address that answers nothing to any call, and does the other legs", async () => {
    const { vault, market, executor, alpha, beta, leg, trade } = use();
    const weth = await market.weth.getAddress(); // its fallback takes ether and returns nothing
    await expect(
      trade(encodeLegs([leg(alpha, 100n * DOLLAR, { pool: weth }), leg(beta, 100n * DOLLAR)])),
    )
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, weth);
    expect(await heldOf(beta.token)).to.be.greaterThan(0n);
  });

  it("goes on after a pool that says it moved more than there is", async () => {
    const { vault, usdc, pool, alpha, beta, leg, trade, ethers } = use();
    const [least, most] = [-(2n ** 255n), 2n ** 255n - 1n];
    for (const [amount0, amount1] of [
      [least, least],
      [most, least],
      [least, most],
      [0n, least],
    ] as const) {
      const before = await heldOf(beta.token);
      await pool.arm(ethers.ZeroAddress, "0x", amount0, amount1, false);
      const lying = leg(alpha, 0n, { pool: await pool.getAddress() });
      await trade(encodeLegs([leg(beta, 10n * DOLLAR), { ...lying, amount: 1n }]));
      expect(await heldOf(beta.token)).to.be.greaterThan(before);
    }
    expect(await usdc.balanceOf(vault)).to.equal(9_960n * DOLLAR);
  });

  it("buys exactly what a leg of exact output asks for", async () => {
    const { alpha, leg, trade } = use();
    await trade(encodeLegs([leg(alpha, 7_654_321n, { exactOutput: true })]));
    expect(await heldOf(alpha.token)).to.equal(7_654_321n);
  });

  it("skips a purchase that would cost more than is left, and does the next", async () => {
    const { vault, executor, alpha, beta, leg, trade } = use();
    const dear = leg(alpha, 20_000_000n, { exactOutput: true }); // 20 alpha are $840
    await expect(trade(encodeLegs([dear, leg(beta, 50n * DOLLAR)]), 100n * DOLLAR))
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, alpha.pool);
    expect(await heldOf(alpha.token)).to.equal(0n);
    expect(await heldOf(beta.token)).to.be.greaterThan(0n);
  });

  it("stops at a leg's price limit and spends no more", async () => {
    const { vault, usdc, alpha, trade, leg } = use();
    const before = await usdc.balanceOf(vault);
    const limit = sqrtPriceOf(usd("42.2"), alpha);
    await thinAlpha(); // so that the limit is reached
    await trade(encodeLegs([leg(alpha, 1_000n * DOLLAR, { limit })]));
    const spent = before - (await usdc.balanceOf(vault));
    expect(spent > 0n && spent < 1_000n * DOLLAR, `${spent}`).to.equal(true);
  });

  it("skips a pool without code, one of other tokens, and one that reverts", async () => {
    const { vault, executor, pool, alpha, beta, leg, trade, signers, usdc } = use();
    await pool.arm(usdc, "0x12345678", 0n, 0n, false);
    const cash = 10n * DOLLAR;
    const broken = [signers.stranger.address, await usdc.getAddress(), await pool.getAddress()];
    const legs = [...broken.map((address) => leg(alpha, cash, { pool: address })), leg(beta, cash)];
    const transaction = await trade(encodeLegs(legs));
    for (const [i, address] of broken.entries()) {
      await expect(transaction).to.emit(executor, "LegSkipped").withArgs(vault, i, address);
    }
    expect(await heldOf(beta.token)).to.be.greaterThan(0n);
  });

  it("R-2 pays nobody but the pool it is swapping with", async () => {
    const { vault, executor, pool, alpha, beta, leg, trade, signers, ethers } = use();
    const claim = ethers.AbiCoder.defaultAbiCoder().encode(
      ["address", "address", "uint256"],
      [vault.target, alpha.token, 10n ** 9n],
    );
    await expect(executor.connect(signers.stranger).uniswapV3SwapCallback(1n, 0n, claim))
      .to.be.revertedWithCustomError(executor, "UnexpectedCallback")
      .withArgs(signers.stranger);

    // A pool of an earlier leg comes back through one of a later leg.
    const accomplice = await ethers.deployContract("HostilePool");
    const callback = executor.interface.encodeFunctionData("uniswapV3SwapCallback", [
      1n,
      0n,
      claim,
    ]);
    await accomplice.arm(executor, callback, 0n, 0n, true);
    const knock = accomplice.interface.encodeFunctionData("swap", [
      vault.target,
      true,
      1n,
      0n,
      "0x",
    ]);
    await pool.arm(accomplice, knock, 0n, 0n, true);
    const transaction = await trade(
      encodeLegs([leg(alpha, 1n, { pool: await pool.getAddress() }), leg(beta, DOLLAR)]),
    );
    const answer = executor.interface.encodeErrorResult("UnexpectedCallback", [
      await accomplice.getAddress(),
    ]);
    await expect(transaction).to.emit(accomplice, "Answered").withArgs(false, answer);
  });

  it("R-2 pays a pool once, though it asks for no more than its leg may pay in two parts", async () => {
    const { executor, usdc, leg, alpha, beta, trade, ethers } = use();
    const greedy = await ethers.deployContract("ScriptedPool");
    const half = { amount0: 5n * DOLLAR, amount1: -1n, forged: false, data: "0x" };
    await greedy.setAsks([half, half], true);
    const hostile = leg(alpha, 10n * DOLLAR, { pool: await greedy.getAddress() });
    await expect(trade(encodeLegs([hostile, leg(beta, 990n * DOLLAR)])))
      .to.emit(greedy, "Answered")
      .withArgs(
        false,
        executor.interface.encodeErrorResult("UnexpectedCallback", [await greedy.getAddress()]),
      );
    expect(await usdc.balanceOf(greedy)).to.equal(5n * DOLLAR);
  });

  it("R-2 counts what was taken for a leg, whatever its pool says, so that later legs can spend the rest", async () => {
    const { vault, usdc, leg, alpha, beta, trade, ethers } = use();
    const liar = await ethers.deployContract("ScriptedPool");
    await liar.setAsks([{ amount0: DOLLAR, amount1: 0n, forged: false, data: "0x" }], false);
    const cash = await usdc.balanceOf(vault);
    for (const says of [0n, 2n ** 255n - 1n]) {
      await liar.setEnd(0, says, 0n);
      const hostile = leg(alpha, 10n * DOLLAR, { pool: await liar.getAddress() });
      await trade(encodeLegs([hostile, leg(beta, 1_000n * DOLLAR)]), 400n * DOLLAR);
    }
    expect(cash - (await usdc.balanceOf(vault))).to.equal(800n * DOLLAR);
  });

  it("A-1 is not entered again by a pool", async () => {
    const { executor, pool, alpha, beta, leg, trade } = use();
    const again = executor.interface.encodeFunctionData("execute", [[], [], encodeLegs([])]);
    await pool.arm(executor, again, 0n, 0n, true);
    const transaction = await trade(
      encodeLegs([leg(alpha, 1n, { pool: await pool.getAddress() }), leg(beta, DOLLAR)]),
    );
    await expect(transaction)
      .to.emit(pool, "Answered")
      .withArgs(false, executor.interface.encodeErrorResult("AlreadyExecuting"));
  });

  it("can be used again in the same transaction once it is done", async () => {
    const { executor, ethers } = use();
    const caller = await ethers.deployContract("HostileExecutor");
    const data = executor.interface.encodeFunctionData("execute", [[], [], encodeLegs([])]);
    const step = { target: await executor.getAddress(), data };
    await caller.execute([], [], encodeSteps([step, step]));
  });

  it("R-2 lets no pool call back once all is done, though it has not yet", async () => {
    const { executor, usdc, bought, alpha, leg, ethers } = use();
    const caller = await ethers.deployContract("HostileExecutor");
    const late = await ethers.deployContract("ScriptedPool");
    const target = await late.getAddress();
    const sells = [{ component: await usdc.getAddress(), amount: DOLLAR }];
    const buys = bought.map((component) => ({ component, amount: DOLLAR }));
    const route = encodeLegs([leg(alpha, DOLLAR, { pool: target })]);
    const { interface: functions } = executor;
    const data = ethers.AbiCoder.defaultAbiCoder().encode(
      ["address", "address", "address", "uint256"],
      [target, caller.target, usdc.target, DOLLAR],
    );
    const asks = [{ amount0: 1n, amount1: 0n, forged: true, data }];
    const steps = encodeSteps([
      {
        target: await executor.getAddress(),
        data: functions.encodeFunctionData("execute", [sells, buys, route]),
      },
      { target, data: late.interface.encodeFunctionData("setAsks", [asks, true]) },
      {
        target,
        data: late.interface.encodeFunctionData("ask", [await executor.getAddress(), "0x"]),
      },
    ]);
    await expect(caller.execute([], [], steps))
      .to.emit(late, "Answered")
      .withArgs(false, functions.encodeErrorResult("UnexpectedCallback", [target]));
  });

  it("E-3 gives a pool that takes and gives nothing what it deserves: the vault refuses the trade", async () => {
    const fixture = use();
    const { vault, alpha, leg, trade, ethers } = fixture;
    const before = await balancesOf(fixture, vault);
    const taker = await ethers.deployContract("ScriptedPool");
    const address = await taker.getAddress();
    const arm = async (amount: bigint): Promise<void> => {
      await taker.setAsks([{ amount0: amount, amount1: -1n, forged: false, data: "0x" }], false);
      await taker.setEnd(0, amount, -1n);
    };
    const hostile = (amount: bigint) => leg(alpha, amount, { pool: address });

    await arm(1_000n * DOLLAR);
    for (const legs of [[], [leg(alpha, 100n * DOLLAR)]])
      await expect(
        trade(encodeLegs([hostile(1_000n * DOLLAR), ...legs])),
      ).to.be.revertedWithCustomError(vault, "NothingTraded");
    await arm(100n * DOLLAR);
    await expect(
      trade(encodeLegs([hostile(100n * DOLLAR), leg(alpha, 1_000n * DOLLAR)])),
    ).to.be.revertedWithCustomError(vault, "InsufficientValue");
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
  });

  it("E-7 pays a pool no more than its leg may pay, whatever it brings back and says, and leaves the rest to others", async () => {
    const { vault, executor, alpha, beta, leg, trade, usdc, ethers } = use();
    const greedy = await ethers.deployContract("ScriptedPool");
    const address = await greedy.getAddress();
    const { interface: functions } = executor;
    const most = 100n * DOLLAR;
    const evidence = [usdc.target, most + 1n, most];
    const budget = functions.encodeErrorResult("OverBudget", evidence as never);
    const unexpected = functions.encodeErrorResult("UnexpectedCallback", [address]);
    const forge = (...payment: readonly unknown[]): string =>
      ethers.AbiCoder.defaultAbiCoder().encode(
        ["address", "address", "address", "uint256"],
        payment,
      );
    const asks: readonly (readonly [owed: bigint, forged: string | undefined, answer: string])[] = [
      [most + 1n, undefined, budget],
      [
        -1n,
        undefined,
        functions.encodeErrorResult("OverBudget", [usdc.target, MAX, most] as never),
      ],
      [most + 1n, forge(address, vault.target, usdc.target, ALL), unexpected],
      [most, forge(address, vault.target, alpha.token, most), unexpected],
      [most, forge(address, executor.target, usdc.target, most), unexpected],
      [most, forge(address, vault.target, usdc.target, most).slice(0, -64), unexpected],
      [most, `${forge(address, vault.target, usdc.target, most)}00`, unexpected],
      [most, "0x", unexpected],
    ];
    await usdc.mint(executor, most);
    for (const [owed, forged, answer] of asks) {
      await greedy.setAsks(
        [{ amount0: owed, amount1: owed, forged: forged !== undefined, data: forged ?? "0x" }],
        true,
      );
      await greedy.setEnd(0, 900n * DOLLAR, -1n);
      const cash = await usdc.balanceOf(vault);
      const hostile = leg(alpha, most, { pool: address });
      const transaction = await trade(
        encodeLegs([hostile, leg(beta, 200n * DOLLAR)]),
        200n * DOLLAR,
      );
      await expect(transaction).to.emit(greedy, "Answered").withArgs(false, answer);
      expect(cash - (await usdc.balanceOf(vault))).to.equal(200n * DOLLAR);
    }
    expect(await usdc.balanceOf(greedy)).to.equal(0n);
    expect(await usdc.balanceOf(executor)).to.equal(most);
  });

  it("refuses a route that is cut off, or counts more legs than it has", async () => {
    const { executor, alpha, leg, trade, ethers } = use();
    const route = encodeLegs([leg(alpha, DOLLAR)]);
    const words = (route.length - 2) / 64;
    const cut = Array.from({ length: words }, (_, n) => route.slice(0, 2 + 64 * n));
    const count = (legs: bigint): string =>
      `${route.slice(0, 130)}${legs.toString(16).padStart(64, "0")}${route.slice(194)}`;
    const far = `0x${"f".repeat(64)}${route.slice(66)}`;
    for (const data of [...cut, count(3n), count(2n ** 251n), count(MAX), far])
      await expect(trade(data), data).to.be.revert(ethers);
    await expect(executor.execute([], [], "0x")).to.be.revert(ethers);
  });

  it("E-5 does not believe a pool that says it paid a fortune", async () => {
    const { vault, pool, alpha, beta, leg, trade } = use();
    await pool.arm(pool, "0x", -(2n ** 254n), 0n, true);
    await trade(encodeLegs([leg(alpha, 1n, { pool: await pool.getAddress() }), leg(beta, DOLLAR)]));
    expect(await heldOf(alpha.token)).to.equal(0n);
    expect((await vault.epoch()).open).to.equal(true);
  });
});
