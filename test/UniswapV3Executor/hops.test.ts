import { expect } from "chai";

import { WEIGHTS } from "../fixtures/basketFixture.ts";
import type { Between, Bought } from "../fixtures/hopFixture.ts";
import { hopFixture } from "../fixtures/hopFixture.ts";
import { openPool, worth } from "../fixtures/openPool.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { encodeLegs, epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { squareRoot } from "@sheaf/sdk/units/squareRoot";

const DOLLAR = 10n ** 6n; // {usdc}
const ZEROS = [0n, 0n, 0n, 0n, 0n, 0n, 0n];

describe("UniswapV3Executor.execute through two pools", () => {
  const use = useFixture(hopFixture);
  const heldOf = async (name: Bought | Between): Promise<bigint> => {
    const { betweens, boughts, ethers, vault } = use();
    const { token } = { ...betweens, ...boughts }[name];
    return (await ethers.getContractAt("MockERC20", token)).balanceOf(vault);
  };
  const cashOf = async (): Promise<bigint> => use().usdc.balanceOf(use().vault);
  const tokenOf = (name: Bought | Between) =>
    use().ethers.getContractAt("MockERC20", { ...use().betweens, ...use().boughts }[name].token);
  /** Most that a leg of so many dollars can bring, and two hundredths less. */
  const expectWorth = (name: Bought, amount: bigint, dollars: bigint): void => {
    const most = worth(use().boughts[name], dollars);
    expect(amount > (most * 98n) / 100n && amount < most, `${amount} of ${most}`).to.equal(true);
  };
  /** Q64.96 A pool's price, moved by so many parts of a million against whoever swaps. */
  async function limitOf(pool: string, zeroForOne: boolean, millionths: bigint): Promise<bigint> {
    const { ethers } = use();
    const abi = ["function slot0() view returns (uint160 sqrtPriceX96)"];
    const price = (await new ethers.Contract(pool, abi, ethers.provider).slot0()) as bigint;
    const moved = zeroForOne ? 10n ** 6n - millionths : 10n ** 6n + millionths;
    return (price * squareRoot(moved * 10n ** 30n)) / 10n ** 18n;
  }

  for (const between of ["weth", "odd", "gamma"] as const)
    for (const bought of ["alpha", "beta"] as const) {
      it(`E-6 R-1 pays all that the first pool brings to the second: ${between}, ${bought}`, async () => {
        const { vault, usdc, executor, firsts, seconds, trade, through, balances } = use();
        const cash = await cashOf();
        const transaction = await trade([through(between, bought, 500n * DOLLAR)]);
        const middle = await tokenOf(between);
        const [first, second] = [firsts.get(between)!, seconds.get(between + bought)!];
        const [moved] = await middle.queryFilter(middle.filters.Transfer(first));
        const amount = moved.args.value;
        await expect(transaction).to.emit(middle, "Transfer").withArgs(first, executor, amount);
        await expect(transaction).to.emit(middle, "Transfer").withArgs(executor, second, amount);
        await expect(transaction)
          .to.emit(usdc, "Transfer")
          .withArgs(vault, first, 500n * DOLLAR);
        await expect(transaction).not.to.emit(executor, "LegSkipped");
        expectWorth(bought, await heldOf(bought), 500n);
        expect(cash - (await cashOf())).to.equal(500n * DOLLAR);
        expect(await heldOf(between)).to.equal(0n);
        expect(await balances(executor.target as string)).to.deep.equal(ZEROS);
      });

      it(`E-6 R-1 has the first pool pay the second exactly what it is owed: ${between}, ${bought}`, async () => {
        const { executor, vault, usdc, firsts, seconds, boughts, trade, through, balances } = use();
        const amount = worth(boughts[bought], 500n);
        const cash = await cashOf();
        const transaction = await trade([through(between, bought, amount, { exactOutput: true })]);
        const middle = await tokenOf(between);
        const [first, second] = [firsts.get(between)!, seconds.get(between + bought)!];
        const moves = await middle.queryFilter(middle.filters.Transfer(first));
        expect(moves.map(({ args }) => args.to)).to.deep.equal([second]);
        const spent = cash - (await cashOf());
        await expect(transaction).to.emit(usdc, "Transfer").withArgs(vault, first, spent);
        expect(spent > 500n * DOLLAR && spent < 505n * DOLLAR, `${spent}`).to.equal(true);
        expect(await heldOf(bought)).to.equal(amount);
        expect(await heldOf(between)).to.equal(0n);
        expect(await balances(executor.target as string)).to.deep.equal(ZEROS);
      });
    }

  it("E-7 counts legs of one pool and of two together, whichever way round", async () => {
    const { vault, executor, boughts, trade, direct, through } = use();
    const cash = await cashOf();
    const few = worth(boughts.alpha, 100n);
    await trade(
      [
        direct("alpha", 100n * DOLLAR),
        through("weth", "beta", 200n * DOLLAR),
        direct("beta", 100n * DOLLAR),
        through("odd", "alpha", few, { exactOutput: true }),
        through("weth", "alpha", 10_000n * DOLLAR),
        through("odd", "beta", 10n * DOLLAR),
      ],
      700n * DOLLAR,
    );
    expect(cash - (await cashOf())).to.equal(700n * DOLLAR);
    expectWorth("beta", await heldOf("beta"), 300n);
    expectWorth("alpha", await heldOf("alpha"), 400n);
    expect(await executor.queryFilter(executor.filters.LegSkipped(vault))).to.deep.equal([]);
  });

  it("E-5 buys no more than what is missing, over legs of two pools with what is received fixed", async () => {
    const { boughts, trade, through } = use();
    const amount = worth(boughts.alpha, 1_500n);
    const leg = through("weth", "alpha", amount, { exactOutput: true });
    await trade([leg, leg], 3_000n * DOLLAR);
    expectWorth("alpha", await heldOf("alpha"), 1_901n); // its target: 19 % of $10,000
  });

  for (const exactOutput of [false, true])
    it(`E-5 pays for purchases with what a sale through two pools brings, ${exactOutput ? "fixed" : "all"}`, async () => {
      const fixture = use();
      const { vault, usdc, executor, market, signers, networkHelpers, boughts, betweens } = fixture;
      await fixture.trade([fixture.direct("alpha", 500n * DOLLAR)]);
      await networkHelpers.time.increase(7n * DAY);
      await vault.closeEpoch();
      await moveMarket(market, ROWS);
      const weights = { ...WEIGHTS, alpha: 0n };
      await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
      const below = (a: string, b: string): boolean => BigInt(a) < BigInt(b);
      const positions = {
        usdc: await positionOf(vault, usdc),
        alpha: await positionOf(vault, boughts.alpha.token),
        beta: await positionOf(vault, boughts.beta.token),
      };
      /** USDC and another: those of a side, in the order of the basket. */
      const side = (name: Bought, ofUsdc: bigint) =>
        [
          { position: positions.usdc, amount: ofUsdc },
          { position: positions[name], amount: 2n ** 255n },
        ].toSorted((a, b) => Number(a.position - b.position));
      const [sells, buys] = [side("alpha", 0n), side("beta", 2n ** 255n)];
      const indexOf = (list: typeof sells, name: keyof typeof positions): bigint =>
        BigInt(list.findIndex(({ position }) => position === positions[name]));
      const { token: weth } = betweens.weth;
      const sale = {
        pool: fixture.seconds.get("wethalpha")!,
        sell: indexOf(sells, "alpha"),
        buy: indexOf(buys, "usdc"),
        amount: exactOutput ? 300n * DOLLAR : 2n ** 255n,
        exactOutput,
        zeroForOne: below(boughts.alpha.token, weth),
      };
      const purchase = {
        pool: market.names.get("beta")!.pool,
        sell: indexOf(sells, "usdc"),
        buy: indexOf(buys, "beta"),
        amount: 2n ** 254n,
        exactOutput: false,
        zeroForOne: below(await usdc.getAddress(), boughts.beta.token),
      };
      const hop = {
        leg: 0n,
        pool: fixture.firsts.get("weth")!,
        between: weth,
        zeroForOne: below(weth, await usdc.getAddress()),
      };
      const cash = await cashOf();
      await vault.connect(signers.keeper).trade({
        epochNumber: 2n,
        executor,
        sells,
        buys,
        data: encodeLegs([sale, purchase], [hop]),
      });
      expect(await cashOf()).to.equal(cash);
      expectWorth("beta", await heldOf("beta"), exactOutput ? 300n : 500n);
      expect((await heldOf("alpha")) === 0n).to.equal(!exactOutput);
      expect(await fixture.balances(executor.target as string)).to.deep.equal(ZEROS);
    });

  it("stops at the first pool's price limit, and what it has brought goes on", async () => {
    const { firsts, trade, through, executor, balances } = use();
    const { leg } = through("weth", "alpha", 1n);
    const firstLimit = await limitOf(firsts.get("weth")!, leg.zeroForOne, 20n);
    const cash = await cashOf();
    await trade([through("weth", "alpha", 1_000n * DOLLAR, { firstLimit })]);
    const spent = cash - (await cashOf());
    expect(spent > 50n * DOLLAR && spent < 150n * DOLLAR, `${spent}`).to.equal(true);
    expectWorth("alpha", await heldOf("alpha"), spent / DOLLAR + 1n);
    expect(await balances(executor.target as string)).to.deep.equal(ZEROS);
  });

  it("E-6 skips a leg whose second pool stops before all is spent, and does the others", async () => {
    const { vault, seconds, firsts, executor, trade, direct, through, balances } = use();
    const { hop } = through("weth", "alpha", 1n);
    const secondLimit = await limitOf(seconds.get("wethalpha")!, hop.zeroForOne, 20n);
    const cash = await cashOf();
    const ways = [
      through("weth", "alpha", 900n * DOLLAR, { secondLimit }),
      direct("beta", 100n * DOLLAR),
    ];
    await expect(trade(ways))
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, firsts.get("weth")!);
    expect(await heldOf("alpha")).to.equal(0n);
    expect(cash - (await cashOf())).to.equal(100n * DOLLAR);
    expect(await balances(executor.target as string)).to.deep.equal(ZEROS);
    await trade([through("weth", "alpha", 40n * DOLLAR, { secondLimit })]);
    expectWorth("alpha", await heldOf("alpha"), 40n);
  });

  it("stops at the second pool's price limit where what is received is fixed, and pays for that much", async () => {
    const { seconds, boughts, trade, through, executor, balances } = use();
    const { hop } = through("weth", "alpha", 1n);
    const secondLimit = await limitOf(seconds.get("wethalpha")!, hop.zeroForOne, 20n);
    const amount = worth(boughts.alpha, 1_000n);
    const cash = await cashOf();
    await trade([through("weth", "alpha", amount, { exactOutput: true, secondLimit })], cash);
    const spent = cash - (await cashOf());
    expect(spent > 50n * DOLLAR && spent < 150n * DOLLAR, `${spent}`).to.equal(true);
    expectWorth("alpha", await heldOf("alpha"), spent / DOLLAR + 1n);
    expect(await balances(executor.target as string)).to.deep.equal(ZEROS);
  });

  it("E-6 skips a leg whose first pool stops before the second is paid", async () => {
    const { vault, firsts, boughts, executor, trade, direct, through } = use();
    const { leg } = through("weth", "alpha", 1n);
    const firstLimit = await limitOf(firsts.get("weth")!, leg.zeroForOne, 20n);
    const amount = worth(boughts.alpha, 500n);
    const ways = [
      through("weth", "alpha", amount, { exactOutput: true, firstLimit }),
      direct("beta", 100n * DOLLAR),
    ];
    const cash = await cashOf();
    await expect(trade(ways))
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, firsts.get("weth")!);
    expect(await heldOf("alpha")).to.equal(0n);
    expect(cash - (await cashOf())).to.equal(100n * DOLLAR);
  });

  it("E-7 skips a purchase through two pools that would cost more than is left, and does the next", async () => {
    const { vault, executor, boughts, firsts, trade, direct, through } = use();
    const dear = through("weth", "alpha", worth(boughts.alpha, 101n), { exactOutput: true });
    await expect(trade([dear, direct("beta", 50n * DOLLAR)], 100n * DOLLAR))
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, firsts.get("weth")!);
    expect(await heldOf("alpha")).to.equal(0n);
    expectWorth("beta", await heldOf("beta"), 50n);
  });

  it("R-1 leaves alone what somebody sent it by mistake, of what is between too", async () => {
    const { executor, odd, usdc, boughts, trade, through, balances } = use();
    await odd.mint(executor, 12_345n);
    await usdc.mint(executor, 678n);
    const before = await balances(executor.target as string);
    const few = worth(boughts.alpha, 100n);
    await trade([
      through("odd", "alpha", 100n * DOLLAR),
      through("odd", "alpha", few, { exactOutput: true }),
    ]);
    expectWorth("alpha", await heldOf("alpha"), 201n);
    expect(await balances(executor.target as string)).to.deep.equal(before);
  });

  it("leaves the vault's own amount alone where what is between is a component of the same trade", async () => {
    const { ethers, maker, market, boughts, usdc, trade, direct, through, executor } = use();
    const pair = [boughts.alpha, boughts.beta] as const;
    const second = await openPool(use(), maker, pair, 500, 10_000_000n);
    await trade([direct("alpha", 500n * DOLLAR)]);
    const own = await heldOf("alpha");
    const below = (a: string, b: string): boolean => BigInt(a) < BigInt(b);
    const way = through("weth", "beta", 300n * DOLLAR, { first: market.names.get("alpha")!.pool });
    const cash = await cashOf();
    await trade([
      {
        leg: { ...way.leg, zeroForOne: below(await usdc.getAddress(), boughts.alpha.token) },
        hop: {
          pool: second,
          between: boughts.alpha.token,
          zeroForOne: below(boughts.alpha.token, boughts.beta.token),
        },
      },
    ]);
    expect(await heldOf("alpha")).to.equal(own);
    expectWorth("beta", await heldOf("beta"), 300n);
    expect(cash - (await cashOf())).to.equal(300n * DOLLAR);
    const alpha = await ethers.getContractAt("MockERC20", boughts.alpha.token);
    expect(await alpha.balanceOf(executor)).to.equal(0n);
  });

  it("refuses a hop through what its leg sells or buys", async () => {
    const { executor, usdc, boughts, trade, direct, through } = use();
    for (const between of [await usdc.getAddress(), boughts.alpha.token]) {
      const { leg, hop } = through("weth", "alpha", 100n * DOLLAR);
      await expect(trade([direct("beta", 100n * DOLLAR), { leg, hop: { ...hop, between } }]))
        .to.be.revertedWithCustomError(executor, "InvalidHop")
        .withArgs(1n);
    }
  });

  it("refuses hops that are of no leg, or not in the order of the legs", async () => {
    const { executor, send, through } = use();
    const [a, b] = [through("weth", "alpha", DOLLAR), through("odd", "beta", DOLLAR)];
    const legs = [a.leg, b.leg];
    for (const [hops, fault] of [
      [[{ ...a.hop, leg: 2n }], 0n],
      [
        [
          { ...b.hop, leg: 1n },
          { ...a.hop, leg: 0n },
        ],
        1n,
      ],
      [
        [
          { ...a.hop, leg: 0n },
          { ...a.hop, leg: 0n },
        ],
        1n,
      ],
    ] as const)
      await expect(send(encodeLegs(legs, hops), 1_000n * DOLLAR))
        .to.be.revertedWithCustomError(executor, "InvalidHop")
        .withArgs(fault);
  });
});
