import { expect } from "chai";
import { network } from "hardhat";

describe("MockUSDC.permit", () => {
  it("approves by signature under the domain USD Coin, version 1", async () => {
    const { ethers } = await network.create();
    const [owner, spender] = await ethers.getSigners();
    const usdc = await ethers.deployContract("MockUSDC");
    const { chainId } = await ethers.provider.getNetwork();
    const domain = {
      name: "USD Coin",
      version: "1",
      chainId,
      verifyingContract: await usdc.getAddress(),
    };
    const Permit = [
      "owner:address",
      "spender:address",
      "value:uint256",
      "nonce:uint256",
      "deadline:uint256",
    ].map((field) => {
      const [name, type] = field.split(":") as [string, string];
      return { name, type };
    });
    const [value, deadline] = [123n, 2n ** 40n];
    const message = {
      owner: owner.address,
      spender: spender.address,
      value,
      nonce: 0n,
      deadline,
    };
    const { v, r, s } = ethers.Signature.from(
      await owner.signTypedData(domain, { Permit }, message),
    );

    await usdc.permit(owner, spender, value, deadline, v, r, s);
    expect(await usdc.allowance(owner, spender)).to.equal(value);
    expect(await usdc.decimals()).to.equal(6n);
  });
});
