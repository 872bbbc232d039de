import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature } from "ethers";

import type { IndexVault, MockUSDC } from "../../types/index.js";
import { encodeSteps } from "../fixtures/hostileRoute.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const MOST = 220n * DOLLAR;
const PERMIT = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)";
const LATER = 2n ** 64n;

describe("IndexRouter permits", () => {
  const use = useFixture(routerFixture);

  /** A signature of ERC-2612 for the router. */
  async function sign(
    owner: HardhatEthersSigner,
    token: MockUSDC | IndexVault,
    value: bigint,
    deadline = LATER,
  ) {
    const { router } = use();
    const { name, version, chainId, verifyingContract } = await token.eip712Domain();
    const field = (type: string, title: string) => ({ type, name: title });
    const signature = Signature.from(
      await owner.signTypedData(
        { name, version, chainId, verifyingContract },
        {
          Permit: [
            field("address", "owner"),
            field("address", "spender"),
            field("uint256", "value"),
            field("uint256", "nonce"),
            field("uint256", "deadline"),
          ],
        },
        {
          owner: owner.address,
          spender: await router.getAddress(),
          value,
          nonce: await token.nonces(owner.address),
          deadline,
        },
      ),
    );
    const { v, r, s } = signature;
    return { deadline, v, r, s };
  }

  it("A-5 buys with a signature in place of an approval, and leaves no allowance", async () => {
    const { usdc, router, vault, signers, purchase } = use();
    const permit = await sign(signers.bob, usdc, MOST);
    await router.connect(signers.bob).buyWithPermit(await purchase(), permit);
    expect(await vault.balanceOf(signers.bob)).to.equal(10n * WAD);
    expect(await usdc.allowance(signers.bob, router)).to.equal(0n);
  });

  it("A-5 sells with a signature in place of an approval, and leaves no allowance", async () => {
    const { usdc, router, vault, signers, sale } = use();
    const had = await usdc.balanceOf(signers.alice);
    const permit = await sign(signers.alice, vault, 10n * WAD);
    await router.connect(signers.alice).sellWithPermit(await sale(), permit);
    expect((await usdc.balanceOf(signers.alice)) > had).to.equal(true);
    expect(await vault.allowance(signers.alice, router)).to.equal(0n);
  });

  it("A-5 is not stopped by somebody who submits the signature first", async () => {
    const { usdc, router, vault, signers, purchase, sale } = use();
    const { alice, bob, stranger } = signers;
    const forUsdc = await sign(signers.bob, usdc, MOST);
    const forShares = await sign(signers.alice, vault, 10n * WAD);
    const wordsOf = ({ deadline, v, r, s }: typeof forUsdc) => [deadline, v, r, s] as const;
    await usdc.connect(stranger).permit(bob, router, MOST, ...wordsOf(forUsdc));
    await vault.connect(stranger)[PERMIT](alice, router, 10n * WAD, ...wordsOf(forShares));
    await router.connect(bob).buyWithPermit(await purchase(), forUsdc);
    await router.connect(alice).sellWithPermit(await sale(), forShares);
    expect(await vault.balanceOf(bob)).to.equal(10n * WAD);
  });

  it("A-5 refuses a signature for another amount, of somebody else, replayed or too late", async () => {
    const { usdc, router, vault, signers, purchase, sale } = use();
    const bob = router.connect(signers.bob);
    const order = await purchase({ deadline: LATER });
    for (const permit of [
      await sign(signers.bob, usdc, MOST - 1n),
      await sign(signers.stranger, usdc, MOST),
      await sign(signers.bob, usdc, MOST, 1n),
    ]) {
      await expect(bob.buyWithPermit(order, permit)).to.be.revertedWithCustomError(
        usdc,
        "ERC20InsufficientAllowance",
      );
    }
    const once = await sign(signers.bob, usdc, MOST);
    await bob.buyWithPermit(order, once);
    await expect(bob.buyWithPermit(order, once)).to.be.revertedWithCustomError(
      usdc,
      "ERC20InsufficientAllowance",
    );
    const other = await sign(signers.alice, vault, 9n * WAD);
    await expect(
      router.connect(signers.alice).sellWithPermit(await sale(), other),
    ).to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance");
  });

  it("R-3 spends nobody's signature but the caller's own", async () => {
    const { usdc, router, vault, signers, purchase, sale } = use();
    const stranger = router.connect(signers.stranger);
    const order = await purchase({ receiver: signers.stranger });
    const forUsdc = await sign(signers.bob, usdc, MOST);
    await expect(stranger.buyWithPermit(order, forUsdc)).to.be.revertedWithCustomError(
      usdc,
      "ERC20InsufficientAllowance",
    );
    const forShares = await sign(signers.alice, vault, 10n * WAD);
    const offer = await sale({ receiver: signers.stranger });
    await expect(stranger.sellWithPermit(offer, forShares)).to.be.revertedWithCustomError(
      vault,
      "ERC20InsufficientAllowance",
    );
  });

  it("A-5 R-1 serves a contract that cannot sign, which approves by a call", async () => {
    const { ethers, usdc, router, vault, signers, purchase, sale } = use();
    const wallet = await ethers.deployContract("HostileExecutor"); // calls whatever it is told to
    const receiver = await wallet.getAddress();
    await usdc.connect(signers.bob).transfer(wallet, MOST);
    const target = await router.getAddress();
    const does = async (
      token: MockUSDC | IndexVault,
      amount: bigint,
      data: string,
    ): Promise<unknown> => {
      const approval = token.interface.encodeFunctionData("approve", [target, amount]);
      const steps = [
        { target: await token.getAddress(), data: approval },
        { target, data },
      ];
      return wallet.execute([], [], encodeSteps(steps));
    };
    const { interface: calls } = router;
    await does(usdc, MOST, calls.encodeFunctionData("buy", [await purchase({ receiver })]));
    expect(await vault.balanceOf(wallet)).to.equal(10n * WAD);
    await does(vault, 10n * WAD, calls.encodeFunctionData("sell", [await sale({ receiver })]));
    expect(await vault.balanceOf(wallet)).to.equal(0n);
    expect(await usdc.balanceOf(wallet)).to.be.within(MOST - 10n * DOLLAR, MOST);
    expect(await usdc.balanceOf(router)).to.equal(0n);
  });
});
