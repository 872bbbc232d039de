import { expect } from "chai";

import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { usd } from "../market/usd.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import type { Id, NamedLeg } from "../fixtures/uniswapV4Fixture.ts";
import { uniswapV4Fixture } from "../fixtures/uniswapV4Fixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const ALL = 2n ** 255n;
const DOLLAR = 10n ** 6n; // {usdc}
const ALPHA = 10n ** 6n; // {alpha}

const sale = (from: Id, amount = ALL): NamedLeg => ({ from, to: "usdc", amount });
const purchase = (to: Id, amount: bigint): NamedLeg => ({ from: "usdc", to, amount });

describe("UniswapV4Executor skips what fails", () => {
  const use = useFixture(uniswapV4Fixture);

  /** A trade whose second leg is skipped leaves exactly what the trade without that leg leaves. */
  async function expectSkipped(leg: NamedLeg): Promise<void> {
    const fixture = use();
    const { vault, executorV4, trade, networkHelpers } = fixture;
    const others = [sale("alpha", ALPHA), purchase("gamma", 10n * DOLLAR)];
    const [sells, buys] = [["alpha", "beta", "usdc"] as const, ["gamma", "delta", "usdc"] as const];
    const before = await networkHelpers.takeSnapshot();
    await trade(sells, buys, others);
    const expected = await balancesOf(fixture, vault);
    await before.restore();

    const transaction = await trade(sells, buys, others.toSpliced(1, 0, leg));
    await expect(transaction).to.emit(executorV4, "LegSkipped").withArgs(vault, 1n);
    expect(await balancesOf(fixture, vault)).to.deep.equal(expected);
  }

  it("E-6 a pool that nobody made", async () => {
    await expectSkipped({ ...sale("beta"), fee: 501n });
    await expectSkipped({ ...sale("beta"), tickSpacing: 61n });
  });

  it("E-6 a pool of one token, and of two that have none", async () => {
    await expectSkipped({ from: "usdc", to: "usdc", amount: DOLLAR });
    await expectSkipped({ from: "beta", to: "gamma", amount: 10n });
  });

  it("E-6 a pool without liquidity", async () => {
    const terms = { fee: 100n, tickSpacing: 1n };
    const { keyOf, tokenOf, pricedOf, maker } = use();
    const key = keyOf(tokenOf("beta"), tokenOf("usdc"), terms);
    const tokenIsToken0 = key.currency0 === tokenOf("beta");
    const { price, ...beta } = pricedOf("beta");
    await maker.open(key, sqrtPriceOf(price, { ...beta, tokenIsToken0 }));
    await expectSkipped({ ...sale("beta"), ...terms });
  });

  it("E-6 a pool that stands beyond the price limit", async () => {
    const { pricedOf, keyOf, tokenOf } = use();
    const tokenIsToken0 = keyOf(tokenOf("beta"), tokenOf("usdc")).currency0 === tokenOf("beta");
    const limit = sqrtPriceOf(usd("65000"), { ...pricedOf("beta"), tokenIsToken0 });
    await expectSkipped({ ...sale("beta"), limit });
    await expectSkipped({ ...sale("beta"), limit: 0n });
  });

  it("E-6 a leg of nothing, of more than a swap can hold, and one so small that it brings nothing", async () => {
    await expectSkipped(sale("beta", 0n));
    await expectSkipped({ ...purchase("delta", 0n), exactOutput: true });
    await expectSkipped({ ...sale("beta", ALL), exactOutput: true });
    await expectSkipped(purchase("delta", 0n));
  });

  it("E-6 a leg that pays and gets nothing", async () => {
    const { openPool, pricedOf } = use();
    const terms = { fee: 999_999n, tickSpacing: 60n };
    await openPool(pricedOf("beta"), terms);
    await expectSkipped({ ...sale("beta", 1n), ...terms });
  });

  it("E-6 a purchase that would cost more than is left", async () => {
    const { excessOf } = use();
    const missing = -(await excessOf("delta"));
    await expectSkipped({ ...purchase("delta", missing), exactOutput: true }); // $600 for the $42 that one alpha brought
  });

  it("E-5 a purchase that would bring more than is missing", async () => {
    const { vault, executorV4, trade, heldOf } = use();
    const before = await heldOf("delta");
    const legs = [
      sale("alpha"),
      purchase("delta", 700n * DOLLAR),
      purchase("delta", 100n * DOLLAR),
    ];
    await expect(trade(["alpha", "usdc"], ["delta", "usdc"], legs))
      .to.emit(executorV4, "LegSkipped")
      .withArgs(vault, 1n);
    expect(await heldOf("delta")).to.be.greaterThan(before);
  });

  it("E-6 a pool that has hooks: no leg can name it", async () => {
    const { networkHelpers, pricedOf, tokenOf, maker, openPool, ethers } = use();
    // A hook is asked for what its address says: before every swap, and it is free to charge for it.
    const hooks = ethers.getAddress(`0x${"ab".repeat(18)}0080`);
    await networkHelpers.setCode(hooks, "0xfe");
    const terms = { fee: 2_500n, tickSpacing: 60n };
    const key = await openPool(pricedOf("beta"), { ...terms, hooks });
    const zeroForOne = key.currency0 === tokenOf("beta");
    const limit = zeroForOne ? 4295128740n : 2n ** 159n;
    await expect(
      maker.swap(key, { zeroForOne, amountSpecified: -1_000n, sqrtPriceLimitX96: limit }),
    ).to.revert(ethers);
    await expectSkipped({ ...sale("beta"), ...terms });
  });

  it("E-6 every leg: the vault refuses a trade in which nothing moved", async () => {
    const fixture = use();
    const { vault, trade } = fixture;
    const before = await balancesOf(fixture, vault);
    await expect(
      trade(["alpha"], ["usdc"], [{ ...sale("alpha"), fee: 501n }]),
    ).to.be.revertedWithCustomError(vault, "NothingTraded");
    expect(await balancesOf(fixture, vault)).to.deep.equal(before);
  });
});
