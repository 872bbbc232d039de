import { expect } from "chai";

import { hopFixture } from "../fixtures/hopFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const NOTHING = 3; // a pool that returns no data

describe("UniswapV3Executor and a pool that is paid and then answers nothing", () => {
  const use = useFixture(hopFixture);

  it("E-7 counts what was taken for a leg, though its pool answers nothing", async () => {
    const { ethers, vault, usdc, trade, direct } = use();
    const pool = await ethers.deployContract("ScriptedPool");
    await pool.setAsks([{ amount0: 3n * DOLLAR, amount1: 0n, forged: false, data: "0x" }], false);
    await pool.setEnd(NOTHING, 0n, 0n);
    const cash = await usdc.balanceOf(vault);
    const hostile = direct("alpha", 3n * DOLLAR, { pool: await pool.getAddress() });
    await trade([hostile, hostile, direct("beta", 1_000n * DOLLAR)], 1_000n * DOLLAR);
    expect(cash - (await usdc.balanceOf(vault))).to.equal(1_000n * DOLLAR);
  });

  it("E-6 counts nothing for a leg whose payment fails, though its pool asks for nothing more", async () => {
    const { ethers, vault, usdc, trade, direct, executor, networkHelpers } = use();
    const pool = await ethers.deployContract("ScriptedPool");
    await pool.setAsks([{ amount0: 3n * DOLLAR, amount1: 0n, forged: false, data: "0x" }], false);
    await pool.setEnd(NOTHING, 0n, 0n);
    const { target } = await ethers.deployContract("OddERC20", [6]);
    await networkHelpers.setCode(usdc.target as string, await ethers.provider.getCode(target));
    const odd = await ethers.getContractAt("OddERC20", usdc.target);
    await odd.setRefused(pool);
    await odd.setTransferFault(TRANSFER.refuseReceiver);
    const cash = await usdc.balanceOf(vault);
    const refused = direct("alpha", 3n * DOLLAR, { pool: await pool.getAddress() });
    await expect(trade([refused, direct("beta", 1_000n * DOLLAR)], 1_000n * DOLLAR))
      .to.emit(executor, "LegSkipped")
      .withArgs(vault, 0n, pool);
    expect(await usdc.balanceOf(pool)).to.equal(0n);
    expect(cash - (await usdc.balanceOf(vault))).to.equal(1_000n * DOLLAR);
  });
});
