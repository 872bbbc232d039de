import { expect } from "chai";

import { hopFixture } from "../fixtures/hopFixture.ts";
import { encodeLegs } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import type { MockERC20 } from "../../types/index.js";

const STUCK = 500n * 10n ** 18n; // {tok} sent to the executor by mistake
const UNREADABLE = 2n ** 160n; // {tok} the least balance that counts as unreadable

describe("UniswapV3Executor and what was sent to it by mistake", () => {
  const use = useFixture(hopFixture);

  /**
   * Anybody's leg through a token of which the executor has some: his first pool says it brought as much, and his second
   * asks for it. Returns how many legs were skipped.
   */
  async function drain(token: MockERC20, amount: bigint): Promise<number> {
    const { ethers, executor, usdc, boughts, signers } = use();
    const first = await ethers.deployContract("ScriptedPool");
    const second = await ethers.deployContract("ScriptedPool");
    const payer = await ethers.deployContract("HostileVault");
    await token.mint(executor, amount);
    await first.setAsks([{ amount0: 1n, amount1: -amount, forged: false, data: "0x" }], false);
    await second.setAsks([{ amount0: amount, amount1: -1n, forged: false, data: "0x" }], false);
    const leg = {
      pool: await first.getAddress(),
      sell: 0n,
      buy: 0n,
      amount: 1n,
      exactOutput: false,
      zeroForOne: true,
    };
    const hop = {
      leg: 0n,
      pool: await second.getAddress(),
      between: await token.getAddress(),
      zeroForOne: true,
    };
    const data = executor.interface.encodeFunctionData("execute", [
      [{ component: await usdc.getAddress(), amount: 1n }],
      [{ component: boughts.alpha.token, amount: 1n }],
      encodeLegs([leg], [hop]),
    ]);
    await payer.arm(executor, data, false);
    const sent = await payer
      .connect(signers.stranger)
      .issueWithCallback(1n, payer, 1n, "0x", { gasLimit: 2n ** 24n });
    expect(await token.balanceOf(executor)).to.equal(amount);
    expect(await token.balanceOf(second)).to.equal(0n);
    const { topicHash } = executor.interface.getEvent("LegSkipped");
    return (await sent.wait())!.logs.filter(({ topics }) => topics[0] === topicHash).length;
  }

  it("R-1 pays nobody of it, where its balance can be read", async () => {
    const token = await use().ethers.deployContract("MockERC20", ["Plain", "PLAIN", 18]);
    expect(await drain(token, STUCK)).to.equal(1);
  });

  it("R-1 pays nobody of it, where its balance can be read only once it was read", async () => {
    const token = await use().ethers.deployContract("ColdERC20", [18]);
    expect(await drain(token, STUCK)).to.equal(1);
  });

  it("R-1 pays nobody of it, where it is more than counts as readable", async () => {
    const token = await use().ethers.deployContract("MockERC20", ["Plain", "PLAIN", 18]);
    expect(await drain(token, UNREADABLE)).to.equal(1);
  });

  it("R-1 R-2 pays nobody of it, where a payment is the hash of what its pool brings back next", async () => {
    const { ethers, executor, usdc, boughts } = use();
    const token = await ethers.deployContract("MockERC20", ["Plain", "PLAIN", 18]);
    const pool = await ethers.deployContract("ScriptedPool");
    const payer = await ethers.deployContract("HostileVault"); // says that it pays, and does not
    await token.mint(executor, STUCK);
    const address = await pool.getAddress();
    const bring = (most: bigint): string =>
      ethers.AbiCoder.defaultAbiCoder().encode(
        ["address", "address", "address", "uint256"],
        [address, executor.target, token.target, most],
      );
    const hashOf = (most: bigint): bigint => BigInt(ethers.keccak256(bring(most)));
    for (const parity of [0n, 1n]) {
      let most = STUCK;
      while (hashOf(most) >= 2n ** 255n || hashOf(most) % 2n !== parity) most += 1n;
      for (const owed of [hashOf(most), hashOf(most) >> 1n, hashOf(most) - 1n]) {
        const paid = { amount0: owed, amount1: -1n, forged: false, data: "0x" };
        const stolen = { amount0: STUCK, amount1: -1n, forged: true, data: bring(most) };
        await pool.setAsks([paid, stolen], true);
        const leg = { pool: address, sell: 0n, buy: 0n, amount: 2n ** 256n - 1n };
        const data = executor.interface.encodeFunctionData("execute", [
          [{ component: await usdc.getAddress(), amount: 2n ** 256n - 1n }],
          [{ component: boughts.alpha.token, amount: 1n }],
          encodeLegs([{ ...leg, exactOutput: false, zeroForOne: true }]),
        ]);
        await payer.arm(executor, data, false);
        const sent = await payer.issueWithCallback(1n, payer, 1n, "0x", { gasLimit: 2n ** 24n });
        const answers = (await pool.queryFilter(pool.filters.Answered(), sent.blockNumber!)).map(
          ({ args }) => args.success,
        );
        expect(answers).to.deep.equal([true, false]);
      }
    }
    expect(await token.balanceOf(executor)).to.equal(STUCK);
  });

  it("E-7 counts no side for more than pools count with", async () => {
    const { ethers, executor, usdc, boughts, signers } = use();
    const pool = await ethers.deployContract("ScriptedPool");
    await pool.setAsks([{ amount0: -1n, amount1: -1n, forged: false, data: "0x" }], true);
    const [all, most] = [2n ** 256n - 1n, 2n ** 255n - 1n];
    const evidence = [await usdc.getAddress(), all, most];
    for (const exactOutput of [false, true]) {
      const leg = { pool: await pool.getAddress(), sell: 0n, buy: 0n, amount: 2n ** 255n };
      const sent = executor
        .connect(signers.stranger)
        .execute(
          [{ component: await usdc.getAddress(), amount: all }],
          [{ component: boughts.alpha.token, amount: all }],
          encodeLegs([{ ...leg, exactOutput, zeroForOne: true }]),
        );
      await expect(sent)
        .to.emit(pool, "Answered")
        .withArgs(false, executor.interface.encodeErrorResult("OverBudget", evidence as never));
    }
  });

  it("E-6 skips a leg of all there is, where a pool has said that it paid more than any pool counts", async () => {
    const { ethers, executor, usdc, boughts, market, signers } = use();
    const pool = await ethers.deployContract("ScriptedPool");
    await pool.setEnd(0, 1n, -(2n ** 255n));
    const cash = await usdc.getAddress();
    const sides = [cash, boughts.alpha.token].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const lying = {
      pool: await pool.getAddress(),
      sell: 0n,
      buy: BigInt(sides.indexOf(cash)),
      amount: 1n,
      exactOutput: false,
      zeroForOne: true,
    };
    const all = {
      ...lying,
      pool: market.names.get("alpha")!.pool,
      zeroForOne: sides[0] === cash,
      buy: BigInt(sides.indexOf(boughts.alpha.token)),
      amount: 2n ** 256n - 1n,
    };
    const most = sides.map((component) => ({ component, amount: 2n ** 256n - 1n }));
    const sent = executor
      .connect(signers.stranger)
      .execute([{ component: cash, amount: 1n }], most, encodeLegs([lying, all]));
    await expect(sent).to.emit(executor, "LegSkipped").withArgs(signers.stranger, 1n, all.pool);
  });
});
