import { expect } from "chai";
import { network } from "hardhat";

import { proxyUsdc } from "../../bench/gas/proxyUsdc.ts";

const AMOUNT = 1_000n; // {usdc}

async function usdcInUse() {
  const connection = await network.create();
  const { ethers } = connection;
  const [, owner, spender, other] = await ethers.getSigners();
  const usdc = await ethers.deployContract("MockUSDC");
  for (const holder of [owner, other]) await usdc.mint(holder, AMOUNT);
  await usdc.connect(owner).approve(spender, AMOUNT);
  const plain = (await (await usdc.connect(owner).transfer(other, 1n)).wait())!.gasUsed;
  await proxyUsdc({ connection, market: { usdc } });
  return { ...connection, usdc, owner, spender, other, plain };
}

describe("proxyUsdc", () => {
  it("leaves balances, allowances, supply and decimals as they were", async () => {
    const { usdc, owner, spender, other } = await usdcInUse();
    expect(await usdc.balanceOf(owner)).to.equal(AMOUNT - 1n);
    expect(await usdc.balanceOf(other)).to.equal(AMOUNT + 1n);
    expect(await usdc.allowance(owner, spender)).to.equal(AMOUNT);
    expect(await usdc.totalSupply()).to.equal(2n * AMOUNT);
    expect(await usdc.decimals()).to.equal(6n);
  });

  it("moves what is held, shrinks every allowance, and refuses what exceeds it", async () => {
    const { ethers, usdc, owner, spender, other } = await usdcInUse();
    await usdc.connect(spender).transferFrom(owner, other, 400n);
    expect(await usdc.allowance(owner, spender)).to.equal(AMOUNT - 400n);
    expect(await usdc.balanceOf(other)).to.equal(AMOUNT + 401n);
    await expect(usdc.connect(spender).transferFrom(owner, other, 601n)).to.revert(ethers);
    await expect(usdc.connect(owner).transfer(other, AMOUNT)).to.revert(ethers);
  });

  it("makes a transfer dearer by what the deployed token costs more, within five percent", async () => {
    const { usdc, owner, other, plain } = await usdcInUse();
    const { gasUsed } = (await (await usdc.connect(owner).transfer(other, 1n)).wait())!;
    const more = Number(gasUsed - plain);
    expect(Math.abs(more - 10_604) <= 530, `${more} gas more`).to.equal(true);
  });
});
