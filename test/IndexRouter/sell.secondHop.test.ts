import { expect } from "chai";

import type { IIndexRouter } from "../../types/contracts/periphery/IndexRouter.js";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const NOTHING = Array<bigint>(10).fill(0n);

/** An index with a component, `hop`, that is sold for WETH and then for USDC, which can refuse accounts. */
async function hopFixture() {
  const fixture = await routerFixture();
  const { ethers, usdc, networkHelpers } = fixture;
  const code = await ethers.provider.getCode(await ethers.deployContract("OddUSDC"));
  await networkHelpers.setCode(await usdc.getAddress(), code);
  return { ...fixture, dollar: await ethers.getContractAt("OddUSDC", usdc) };
}

describe("IndexRouter.sell, a leg of two hops", () => {
  const use = useFixture(hopFixture);

  async function sell(changes: Partial<IIndexRouter.SaleStruct> = {}) {
    const { vault, router, signers, sale } = use();
    const order = await sale(changes);
    await vault.connect(signers.alice).approve(router, order.shares);
    return router.connect(signers.alice).sell(order, { gasLimit: 2n ** 24n });
  }

  /** What Alice gets of `hop`, WETH and USDC. */
  async function gains(act: () => Promise<unknown>): Promise<bigint[]> {
    const { hop, weth, usdc, signers } = use();
    const read = () =>
      Promise.all(
        [hop, weth, usdc].map(async (token) => (await token.balanceOf(signers.alice)) as bigint),
      );
    const before = await read();
    await act();
    return (await read()).map((balance, i) => balance - before[i]);
  }

  it("L-4 R-1 is paid in kind where USDC refuses the second pool, and the others are sold", async () => {
    const fixture = use();
    const { dollar, hop, weth, pools, router, vault } = fixture;
    const [at, wethAt] = await Promise.all([hop, weth].map((token) => positionOf(vault, token)));
    const due = await vault.previewRedeem(10n * WAD);
    await dollar.setRefused(pools.weth, true);
    const events: string[] = [];
    const [inKind, inWeth, inUsdc] = await gains(async () => {
      const receipt = (await (await sell({ minUsdc: 159n * DOLLAR })).wait())!;
      for (const log of receipt.logs) {
        const event = log.address === router.target ? router.interface.parseLog(log) : null;
        if (event?.name === "LegSkipped") events.push(`${event.args.position}`);
      }
    });
    expect(events.toSorted()).to.deep.equal([`${at}`, `${wethAt}`].toSorted());
    expect([inKind, inWeth]).to.deep.equal([due[at], due[wethAt]]);
    expect(inUsdc > 159n * DOLLAR && inUsdc < 171n * DOLLAR, `${inUsdc}`).to.equal(true);
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
  });

  it("L-4 moves the first pool not at all where the second fails", async () => {
    const { dollar, hop, pools, weth } = use();
    const read = async () => [
      await hop.balanceOf(pools.hop),
      (await weth.balanceOf(pools.hop)) as bigint,
    ];
    const before = await read();
    await dollar.setRefused(pools.weth, true);
    await sell({ minUsdc: 0n });
    expect(await read()).to.deep.equal(before);
    await dollar.setRefused(pools.weth, false);
    await sell({ minUsdc: 0n });
    expect((await read())[0] > before[0]).to.equal(true);
  });

  it("V-12 holds a leg to its limit where both hops are made, and not where none is", async () => {
    const { dollar, hop, legs, pools, router } = use();
    const limited = legs({ [await hop.getAddress()]: { limit: 11n * DOLLAR } });
    await expect(sell({ legs: limited })).to.be.revertedWithCustomError(
      router,
      "InsufficientLegOut",
    );
    await dollar.setRefused(pools.weth, true);
    await sell({ legs: limited, minUsdc: 0n });
  });

  it("R-2 is refused without its second pool rather than paid in kind", async () => {
    const { hop, legs, router, weth, usdc } = use();
    const wrong = legs({ [await hop.getAddress()]: { wethFee: 100 } });
    await expect(sell({ legs: wrong, minUsdc: 0n }))
      .to.be.revertedWithCustomError(router, "PoolMissing")
      .withArgs(weth, usdc, 100);
  });

  it("A-1 costs the router's callbacks nothing: both pools are paid once, and none afterwards", async () => {
    const { router, pools, ethers, networkHelpers } = use();
    await sell();
    for (const pool of [pools.hop, pools.weth]) {
      await networkHelpers.impersonateAccount(pool);
      await networkHelpers.setBalance(pool, WAD);
      await expect(
        router.connect(await ethers.getSigner(pool)).uniswapV3SwapCallback(1n, -1n, "0x"),
      ).to.be.revertedWithCustomError(router, "UnexpectedCallback");
    }
  });
});
