import { expect } from "chai";

import { hopFixture } from "../fixtures/hopFixture.ts";
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
});
