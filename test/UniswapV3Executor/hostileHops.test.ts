import { expect } from "chai";

import { hopFixture } from "../fixtures/hopFixture.ts";
import type { Bought, Way } from "../fixtures/hopFixture.ts";
import { worth } from "../fixtures/openPool.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import type { ScriptedPool } from "../../types/index.js";

const DOLLAR = 10n ** 6n; // {usdc}
const ONE = 10n ** 18n; // {odd}
const PAID = 100n * DOLLAR; // by the leg that every test is about
const LEG_GAS = 2_000_000n; // {gas}
const [LEAST, MOST] = [-(2n ** 255n), 2n ** 255n - 1n]; // of int256
const END = { answer: 0, revert: 1, burnGas: 2, nothing: 3, bomb: 4, revertBomb: 5 } as const;

type Ask = readonly [owed: bigint, due: bigint, forged?: string];

async function hostileHopFixture() {
  const fixture = await hopFixture();
  const { ethers } = fixture;
  const pool = await ethers.deployContract("ScriptedPool");
  const accomplice = await ethers.deployContract("ScriptedPool");
  return { ...fixture, pool, accomplice, first: await pool.getAddress() };
}

describe("UniswapV3Executor with hostile pools", () => {
  const use = useFixture(hostileHopFixture);
  const cashOf = async (): Promise<bigint> => use().usdc.balanceOf(use().vault);
  const heldOf = async (name: Bought): Promise<bigint> =>
    (await use().ethers.getContractAt("MockERC20", use().boughts[name].token)).balanceOf(
      use().vault,
    );
  const executorHas = (): Promise<bigint[]> => use().balances(use().executor.target as string);
  const errorOf = (name: string, ...evidence: readonly unknown[]): string =>
    use().executor.interface.encodeErrorResult(name, evidence as never);

  /** Has a pool ask for `owed` and say that it pays `due`, as token0 and token1. */
  const script = (pool: ScriptedPool, asks: readonly Ask[], stubborn = false) =>
    pool.setAsks(
      asks.map(([owed, due, data]) => ({
        amount0: owed,
        amount1: -due,
        forged: data !== undefined,
        data: data ?? "0x",
      })),
      stubborn,
    );
  /** A hostile pool that has `amount` of the odd token and pays that much. */
  async function payOdd(amount: bigint): Promise<void> {
    const { odd, pool } = use();
    await odd.mint(pool, amount);
    await pool.setPayment(odd, amount);
  }
  /** Does the leg between two good ones, and expects that it is skipped and costs nothing. */
  async function expectSkipped(way: Way) {
    const { vault, executor, trade, direct, through } = use();
    const [cash, held, before] = [await cashOf(), await heldOf("alpha"), await executorHas()];
    const transaction = await trade([
      direct("beta", 10n * DOLLAR),
      way,
      direct("beta", 10n * DOLLAR),
      through("weth", "beta", 10n * DOLLAR),
    ]);
    await expect(transaction).to.emit(executor, "LegSkipped").withArgs(vault, 1n, way.leg.pool);
    const { logs, gasUsed } = (await transaction.wait())!;
    const { topicHash } = executor.interface.getEvent("LegSkipped");
    expect(logs.filter(({ topics }) => topics[0] === topicHash).length).to.equal(1);
    expect(gasUsed, "{gas}").to.be.lessThan(LEG_GAS + 1_200_000n);
    expect(cash - (await cashOf())).to.equal(30n * DOLLAR);
    expect(await heldOf("alpha")).to.equal(held);
    expect(await executorHas()).to.deep.equal(before);
  }
  const viaOdd = (changes = {}) => use().through("odd", "alpha", PAID, changes);
  const exactly = (): bigint => worth(use().boughts.alpha, 90n);
  const viaOddExactly = (changes = {}) =>
    use().through("odd", "alpha", exactly(), { exactOutput: true, ...changes });

  describe("the first pool", () => {
    it("R-1 E-6 says it brought more than it did, and gets nothing of what was sent here by mistake", async () => {
      const { odd, pool, executor, first } = use();
      await odd.mint(executor, 50n * ONE);
      await payOdd(60n * ONE);
      await script(pool, [[PAID, 100n * ONE]]);
      await expectSkipped(viaOdd({ first }));
    });

    it("R-1 E-6 brings more than it says: nothing of it stays", async () => {
      const { pool, first } = use();
      await payOdd(60n * ONE);
      await script(pool, [[PAID, 60n * ONE - 1n]]);
      await expectSkipped(viaOdd({ first }));
    });

    it("is paid once it has brought what it says, and no more than that", async () => {
      const { pool, first, usdc, trade } = use();
      await payOdd(99n * ONE);
      await script(pool, [[PAID - 1n, 99n * ONE]]);
      await trade([viaOdd({ first })]);
      expect(await usdc.balanceOf(pool)).to.equal(PAID - 1n);
      expect(await executorHas()).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    });

    it("E-7 asks for more than the leg may pay, though the trade sells more", async () => {
      const { pool, first, usdc } = use();
      await payOdd(99n * ONE);
      await script(pool, [[PAID + 1n, 99n * ONE]], true);
      const cash = await cashOf();
      await expect(use().trade([viaOdd({ first }), use().direct("beta", DOLLAR)]))
        .to.emit(pool, "Answered")
        .withArgs(false, errorOf("OverBudget", await usdc.getAddress(), PAID + 1n, PAID));
      expect(cash - (await cashOf())).to.equal(DOLLAR);
    });

    it("R-2 calls back twice, and is paid once", async () => {
      const { pool, first, usdc, trade } = use();
      await payOdd(99n * ONE);
      const half = PAID / 2n;
      await script(pool, [
        [half, 99n * ONE],
        [half, 0n],
      ]);
      await expectSkipped(viaOdd({ first }));
      await script(
        pool,
        [
          [half, 99n * ONE],
          [half, 0n],
        ],
        true,
      );
      await expect(trade([viaOdd({ first })]))
        .to.emit(pool, "Answered")
        .withArgs(false, errorOf("UnexpectedCallback", first));
      expect(await usdc.balanceOf(pool)).to.equal(half);
    });

    for (const [what, forged] of [
      ["nothing", "0x"],
      ["other data", "0x1234"],
    ] as const)
      it(`R-2 E-6 brings back ${what}, so as to be paid without a second swap`, async () => {
        const { pool, first } = use();
        await script(pool, [[PAID, 99n * ONE, forged]]);
        await expectSkipped(viaOdd({ first }));
        await expectSkipped(viaOddExactly({ second: first }));
      });

    it("R-1 R-2 brings back another second swap, so as to have what was sent here by mistake", async () => {
      const { ethers, odd, pool, accomplice, executor, vault, first } = use();
      await odd.mint(executor, 50n * ONE);
      await payOdd(10n * ONE);
      await script(accomplice, [[60n * ONE, 0n]]);
      const forged = ethers.AbiCoder.defaultAbiCoder().encode(
        ["tuple(address,address,bool,uint160,bytes)", "address", "uint256"],
        [[await accomplice.getAddress(), vault.target, false, 1n, "0x"], odd.target, 0n],
      );
      await script(pool, [[1n, 60n * ONE, forged]]);
      await expectSkipped(viaOdd({ first }));
      expect(await odd.balanceOf(accomplice)).to.equal(0n);
    });

    it("E-5 swaps nothing, and no amount of an earlier leg is counted again", async () => {
      const { boughts, first, trade } = use();
      const most = worth(boughts.alpha, 1_000n);
      const rest = use().direct("alpha", most, { exactOutput: true });
      await trade(
        [use().through("odd", "alpha", 600n * DOLLAR), viaOdd({ first }), rest],
        2_000n * DOLLAR,
      );
      expect(await heldOf("alpha")).to.be.greaterThan(worth(boughts.alpha, 1_590n));
    });

    it("E-6 goes on where it is refused: what it brought is its own loss, and the vault pays nothing", async () => {
      const { pool, first, second, trade, direct, balances, executor } = {
        ...use(),
        second: await use().accomplice.getAddress(),
      };
      await payOdd(99n * ONE);
      await script(pool, [[PAID, 99n * ONE]], true);
      const cash = await cashOf();
      await trade([viaOdd({ first, second }), direct("beta", DOLLAR)]);
      expect(cash - (await cashOf())).to.equal(DOLLAR);
      expect((await balances(executor.target as string))[0]).to.equal(0n);
    });

    it("R-2 is not paid for a swap that is over", async () => {
      const { pool, accomplice, first, trade, direct } = use();
      await script(accomplice, []);
      await accomplice.setAccomplice(pool);
      await script(pool, [[1n, 0n]], true);
      const second = direct("beta", DOLLAR, { pool: await accomplice.getAddress() });
      const stale = direct("beta", DOLLAR, { pool: first });
      await pool.setEnd(END.revert, 0n, 0n);
      await expect(trade([stale, second, direct("beta", DOLLAR)]))
        .to.emit(pool, "Answered")
        .withArgs(false, errorOf("UnexpectedCallback", first));
    });

    it("E-6 does not pay the second what that is owed", async () => {
      const { pool, first } = use();
      await payOdd(10n * ONE);
      await script(pool, [[PAID, 10n * ONE]]);
      await expectSkipped(viaOddExactly({ first }));
    });
  });

  describe("the second pool", () => {
    const second = (): string => use().first;

    it("E-6 R-1 does not take all that the first has brought", async () => {
      const { pool } = use();
      await script(pool, [[50n * ONE, 1n]]);
      await expectSkipped(viaOdd({ second: second() }));
      await script(pool, []);
      await expectSkipped(viaOdd({ second: second() }));
    });

    it("R-1 asks for nothing, and the first has brought something else than the route says", async () => {
      const { pool, firsts } = use();
      await script(pool, []);
      for (const between of ["weth", "callback"] as const)
        await expectSkipped(viaOdd({ first: firsts.get(between)!, second: second() }));
    });

    it("R-1 asks for more than the first has brought, though more was sent here by mistake", async () => {
      const { pool, odd, executor } = use();
      await odd.mint(executor, 500n * ONE);
      await script(pool, [[101n * ONE, 1n]]);
      await expectSkipped(viaOdd({ second: second() }));
    });

    it("R-2 E-7 calls back a second time, to be paid in what is sold", async () => {
      const { pool, trade, through } = use();
      const brought = await usualBetween();
      await script(
        pool,
        [
          [brought, 0n],
          [PAID, 0n],
        ],
        true,
      );
      const cash = await cashOf();
      await expect(
        trade([
          through("odd", "alpha", PAID, { second: second() }),
          use().direct("beta", 900n * DOLLAR),
        ]),
      ).to.be.revertedWithCustomError(use().vault, "InsufficientValue");
      expect(await cashOf()).to.equal(cash);
      await script(pool, [
        [brought, 0n],
        [1n, 0n],
      ]);
      await expectSkipped(viaOdd({ second: second() }));
    });

    it("E-3 takes all and gives nothing: the vault refuses the trade", async () => {
      const { pool, vault, trade, direct } = use();
      await script(pool, [[await usualBetween(), 0n]]);
      const cash = await cashOf();
      const ways = [viaOdd({ second: second() }), direct("beta", 900n * DOLLAR)];
      await expect(trade(ways)).to.be.revertedWithCustomError(vault, "InsufficientValue");
      expect(await cashOf()).to.equal(cash);
    });

    it("E-6 is called first and content with nothing, and the first asks for nothing: the other legs are done", async () => {
      const { pool, accomplice, boughts, trade, direct } = use();
      await script(accomplice, []);
      await script(pool, [[ONE, 0n]]);
      const ways = { first: await accomplice.getAddress(), second: second() };
      const cash = await cashOf();
      await trade([viaOddExactly(ways), direct("beta", 1_000n * DOLLAR)]);
      expect(cash - (await cashOf())).to.equal(1_000n * DOLLAR);
      expect(await heldOf("beta")).to.be.greaterThan(worth(boughts.beta, 990n));
    });

    it("E-7 is called first, and asks for more of what is between than the leg can pay for", async () => {
      const { pool } = use();
      await script(pool, [[2_000n * ONE, 0n]]);
      await expectSkipped(viaOddExactly({ second: second() }));
      await script(pool, [[MOST, 0n]]);
      await expectSkipped(viaOddExactly({ second: second() }));
      await script(pool, [[0n, 1n]]);
      await expectSkipped(viaOddExactly({ second: second() }));
    });

    it("R-2 E-7 is called first, and calls back twice, to be paid in what is sold", async () => {
      const { pool } = use();
      await script(pool, [
        [ONE, 0n],
        [ONE, 0n],
      ]);
      await expectSkipped(viaOddExactly({ second: second() }));
    });

    it("R-2 lets no other pool call back, the first one neither, while the second is swapped with", async () => {
      const { ethers, pool, accomplice, boughts, first, trade, usdc } = use();
      const other = await accomplice.getAddress();
      await payOdd(99n * ONE);
      await script(pool, [[PAID, 99n * ONE]], true);
      await script(accomplice, [[99n * ONE, 0n]]);
      await accomplice.setAccomplice(pool); // has it ask for its payment at once
      const alpha = await ethers.getContractAt("MockERC20", boughts.alpha.token);
      await alpha.mint(accomplice, exactly());
      await accomplice.setPayment(alpha, exactly());
      await expect(trade([viaOdd({ first, second: other }), use().direct("beta", 900n * DOLLAR)]))
        .to.emit(pool, "Answered")
        .withArgs(false, errorOf("UnexpectedCallback", first));
      expect(await usdc.balanceOf(pool)).to.equal(PAID);
      expect(await heldOf("alpha")).to.equal(exactly());
    });

    it("goes on where pools say that they moved more than there is", async () => {
      const { pool, first, trade, direct } = use();
      for (const [amount0, amount1] of [
        [LEAST, LEAST],
        [MOST, LEAST],
        [LEAST, MOST],
        [0n, LEAST],
      ] as const) {
        await pool.setEnd(END.answer, amount0, amount1);
        await script(pool, []);
        const before = await heldOf("beta");
        const ways = [viaOdd({ first }), viaOddExactly({ second: first })];
        await trade([...ways, direct("beta", DOLLAR)]);
        expect(await heldOf("beta")).to.be.greaterThan(before);
        await pool.setAsks([{ amount0, amount1, forged: false, data: "0x" }], false);
        await trade([...ways, direct("beta", DOLLAR)]);
      }
      expect(await cashOf()).to.equal(9_992n * DOLLAR);
    });
  });

  /** {odd} What the first pool brings for the leg's USDC. */
  async function usualBetween(): Promise<bigint> {
    const { networkHelpers, odd, firsts, trade } = use();
    const snapshot = await networkHelpers.takeSnapshot();
    await trade([viaOdd()]);
    const [moved] = await odd.queryFilter(odd.filters.Transfer(firsts.get("odd")!));
    await snapshot.restore();
    return moved.args.value;
  }

  describe("either pool", () => {
    for (const end of ["revert", "burnGas", "nothing", "revertBomb"] as const)
      it(`E-6 ends so: ${end}`, async () => {
        const { pool, first, direct } = use();
        await pool.setEnd(END[end], 0n, 0n);
        for (const way of [
          viaOdd({ first }),
          viaOdd({ second: first }),
          viaOddExactly({ first }),
          viaOddExactly({ second: first }),
          direct("alpha", PAID, { pool: first }),
        ]) {
          await expectSkipped(way);
        }
      });

    it("E-6 answers a megabyte, and is not read", async () => {
      const { pool, first, trade, direct } = use();
      await pool.setEnd(END.bomb, 0n, 0n);
      await trade([direct("alpha", PAID, { pool: first }), direct("beta", DOLLAR)]);
      expect(await cashOf()).to.equal(9_999n * DOLLAR);
    });

    it("E-6 is no contract, or one that answers nothing to any call", async () => {
      const { market, signers } = use();
      const nothing = [await market.weth.getAddress(), signers.stranger.address];
      for (const address of nothing)
        for (const way of [
          viaOdd({ first: address }),
          viaOdd({ second: address }),
          viaOddExactly({ first: address }),
          viaOddExactly({ second: address }),
        ]) {
          await expectSkipped(way);
        }
    });

    it("E-6 is the same pool twice, or one of other tokens", async () => {
      const { firsts, seconds } = use();
      for (const way of [
        viaOdd({ second: firsts.get("odd")! }),
        viaOdd({ second: seconds.get("wethalpha")! }),
        viaOdd({ first: firsts.get("weth")! }),
        viaOddExactly({ second: seconds.get("wethalpha")! }),
        viaOddExactly({ first: firsts.get("weth")! }),
      ]) {
        await expectSkipped(way);
      }
    });
  });
});
