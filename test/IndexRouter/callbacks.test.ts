import { expect } from "chai";
import { AbiCoder, concat, Interface, MaxUint256, ZeroAddress } from "ethers";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import type { IndexRouter } from "../../types/index.js";

const DOLLAR = 10n ** 6n; // {usdc}
const encode = (types: string[], values: unknown[]): string =>
  AbiCoder.defaultAbiCoder().encode(types, values);

describe("IndexRouter callbacks", () => {
  const use = useFixture(routerFixture);

  /** Bob lets the router have all he has, and buys. */
  async function buy() {
    const { usdc, router, signers, purchase } = use();
    await usdc.connect(signers.bob).approve(router, MaxUint256);
    return router.connect(signers.bob).buy(await purchase());
  }

  async function sell() {
    const { vault, router, signers, sale } = use();
    await vault.connect(signers.alice).approve(router, MaxUint256);
    return router.connect(signers.alice).sell(await sale());
  }

  /** A contract's address as a signer. */
  async function actAs(address: string) {
    const { ethers, networkHelpers } = use();
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 20n);
    return ethers.getSigner(address);
  }

  /** A router whose factory vouches for everybody, a vault that lies, and Bob's approval of a thousand dollars. */
  async function deceived() {
    const { ethers, usdc, weth, market, signers } = use();
    const factory = await ethers.deployContract("MockIndexFactory", [usdc]);
    const router = await ethers.deployContract("IndexRouter", [factory, weth, market.factory]);
    const hostile = await ethers.deployContract("HostileVault");
    await usdc.connect(signers.bob).approve(router, 1_000n * DOLLAR);
    await usdc.mint(router, 5_000n * DOLLAR);
    return { router, hostile };
  }

  it("R-2 works with the factory's vaults only, and calls nothing of another's", async () => {
    const { ethers, router, usdc, signers, purchase, sale } = use();
    const hostile = await ethers.deployContract("HostileVault");
    const permit = { deadline: MaxUint256, v: 27, r: hash(1), s: hash(2) };
    await usdc.connect(signers.bob).approve(router, 220n * DOLLAR);
    const bob = router.connect(signers.bob);
    const order = await purchase({ vault: hostile });
    const offer = await sale({ vault: hostile });
    for (const call of [
      bob.buy(order),
      bob.buyWithPermit(order, permit),
      bob.sell(offer),
      bob.sellWithPermit(offer, permit),
    ]) {
      await expect(call).to.be.revertedWithCustomError(router, "UnknownVault").withArgs(hostile);
    }
  });

  it("R-2 issues for nobody but the vault that it called: not for a stranger, nor for that vault at another time", async () => {
    const { router, vault, usdc, signers, legs } = use();
    await usdc.mint(router, 1_000n * DOLLAR);
    await usdc.connect(signers.bob).approve(router, MaxUint256);
    const amounts = Array<bigint>(10).fill(1n);
    for (const caller of [signers.stranger, await actAs(await vault.getAddress())]) {
      await expect(router.connect(caller).onIssue(WAD, amounts, concat(legs())))
        .to.be.revertedWithCustomError(router, "UnexpectedCallback")
        .withArgs(caller);
    }
  });

  it("R-2 sells for nobody but the vault that it called", async () => {
    const { router, vault, odd, signers, legs } = use();
    await odd.mint(router, WAD);
    const amounts = Array<bigint>(10).fill(1n);
    const data = concat([encode(["address"], [signers.stranger.address]), ...legs()]);
    await sell();
    for (const caller of [signers.stranger, await actAs(await vault.getAddress())]) {
      await expect(router.connect(caller).onRedeem(WAD, amounts, data))
        .to.be.revertedWithCustomError(router, "UnexpectedCallback")
        .withArgs(caller);
    }
  });

  it("R-2 pays no stranger, no pool that is not asked, and no pool after it was", async () => {
    const { router, usdc, pools, signers } = use();
    await usdc.mint(router, 1_000n * DOLLAR);
    await buy();
    await sell();
    const data = [
      "0x",
      encode(["uint256"], [500n]),
      encode(["uint256"], [1n << 160n]),
      encode(["address"], [await usdc.getAddress()]),
    ];
    for (const caller of [signers.stranger, await actAs(pools.odd), await actAs(pools.weth)]) {
      for (const payment of data) {
        await expect(router.connect(caller).uniswapV3SwapCallback(DOLLAR, -1n, payment))
          .to.be.revertedWithCustomError(router, "UnexpectedCallback")
          .withArgs(caller);
      }
    }
    expect(await usdc.balanceOf(router)).to.equal(1_000n * DOLLAR);
  });

  it("R-2 A-1 is entered by no component that it buys or sells", async () => {
    const fixture = use();
    const { router, callback, vault, usdc, signers, purchase, sale, pools, legs } = fixture;
    await usdc.mint(router, 1_000n * DOLLAR);
    const order = await purchase();
    const offer = await sale();
    const face = router.interface;
    const permit = { deadline: MaxUint256, v: 27, r: hash(1), s: hash(2) };
    const locked = face.encodeErrorResult("ReentrancyGuardReentrantCall");
    const stranger = face.encodeErrorResult("UnexpectedCallback", [await callback.getAddress()]);
    const attacks: [string, string][] = [
      [face.encodeFunctionData("buy", [order] as never), locked],
      [face.encodeFunctionData("sell", [offer] as never), locked],
      [face.encodeFunctionData("buyWithPermit", [order, permit] as never), locked],
      [face.encodeFunctionData("sellWithPermit", [offer, permit] as never), locked],
      [
        face.encodeFunctionData("onIssue", [WAD, Array<bigint>(10).fill(1n), concat(legs())]),
        stranger,
      ],
      [face.encodeFunctionData("uniswapV3SwapCallback", [DOLLAR, -1n, "0x"]), stranger],
      [
        face.encodeFunctionData("uniswapV3SwapCallback", [
          DOLLAR,
          -1n,
          encode(["address"], [usdc.target]),
        ]),
        stranger,
      ],
    ];
    await usdc.connect(signers.bob).approve(router, MaxUint256);
    await vault.connect(signers.alice).approve(router, MaxUint256);
    for (const [data, answer] of attacks) {
      await callback.arm(router, data);
      for (const call of [
        await router.connect(signers.bob).buy(await flexible(order)),
        await router.connect(signers.alice).sell(await flexible(offer)),
      ]) {
        await expect(call).to.emit(callback, "CalledBack").withArgs(router, false, answer);
      }
    }
    // Nor does its pool help it: that is locked, and calls back whoever swaps.
    const poolFace = new Interface(["function swap(address,bool,int256,uint160,bytes)"]);
    const swap = poolFace.encodeFunctionData("swap", [router.target, true, 1n, 4295128740n, "0x"]);
    await callback.arm(pools.odd, swap);
    await buy();
    expect(await usdc.balanceOf(router)).to.equal(1_000n * DOLLAR);
  });

  it("R-2 swaps with the factory's pools only: no argument names another", async () => {
    const { router, ethers, legs, odd, usdc, signers, purchase } = use();
    const pool = await ethers.deployContract("HostilePool");
    const component = await odd.getAddress();
    const fee = Number(BigInt(await pool.getAddress()) % 1_000_000n); // the leg has no room for more
    await usdc.connect(signers.bob).approve(router, MaxUint256);
    await expect(
      router.connect(signers.bob).buy(await purchase({ legs: legs({ [component]: { fee } }) })),
    ).to.be.revertedWithCustomError(router, "PoolMissing");
  });

  it("A-1 lets even a vault that the factory wrongly vouches for call back once, and spend the maximum at most", async () => {
    const { usdc, signers, market } = use();
    const { router, hostile } = await deceived();
    const alpha = market.names.get("alpha")!;
    const leg = concat([alpha.token, "0x000bb8", "0x000000", "0x000000000000"]);
    const cash = concat([await usdc.getAddress(), `0x${"00".repeat(12)}`]);
    const order = orderFor(hostile.target as string, [leg, cash], signers.bob.address);
    const bob = router.connect(signers.bob);
    const held = await usdc.balanceOf(router);

    await hostile.demand([10n ** 6n, 10n * DOLLAR], 2);
    await expect(bob.buy(order))
      .to.be.revertedWithCustomError(router, "UnexpectedCallback")
      .withArgs(hostile);
    for (const amounts of [
      [10n ** 7n, 0n], // 420 USDC of alpha
      [0n, 101n * DOLLAR],
      [10n ** 6n, 60n * DOLLAR], // 42 and 60
    ]) {
      await hostile.demand(amounts, 1);
      await expect(bob.buy(order)).to.be.revertedWithCustomError(router, "ExcessiveUsdcIn");
    }
    await hostile.demand([10n ** 6n, 50n * DOLLAR], 1);
    const had = await usdc.balanceOf(signers.bob);
    await bob.buy(order);
    expect(had - (await usdc.balanceOf(signers.bob)) <= 100n * DOLLAR).to.equal(true);
    expect(await usdc.balanceOf(router)).to.equal(held);
  });

  it("A-1 is not entered again by such a vault, and pays it nothing that it did not bring", async () => {
    const { usdc, odd, signers } = use();
    const { router, hostile } = await deceived();
    const face = router.interface;
    const cash = concat([await usdc.getAddress(), `0x${"00".repeat(12)}`]);
    const strange = concat([await odd.getAddress(), "0x000bb8", `0x${"00".repeat(9)}`]);
    const order = orderFor(hostile.target as string, [cash], signers.bob.address);
    const offer = { ...order, minUsdc: 0n, skip: 0n, legs: [cash, strange] };
    const bob = router.connect(signers.bob);
    const held = await usdc.balanceOf(router);
    await odd.mint(router, 10n ** 20n);
    for (const [data, error] of [
      [face.encodeFunctionData("buy", [order] as never), "ReentrancyGuardReentrantCall"],
      [face.encodeFunctionData("sell", [offer] as never), "ReentrancyGuardReentrantCall"],
      [face.encodeFunctionData("uniswapV3SwapCallback", [1n, 0n, "0x"]), "UnexpectedCallback"],
      [
        face.encodeFunctionData("uniswapV3SwapCallback", [
          1n,
          0n,
          encode(["address"], [odd.target]),
        ]),
        "UnexpectedCallback",
      ],
    ]) {
      await hostile.arm(router, data, false);
      await hostile.demand([1n], 1);
      await expect(bob.buy(order)).to.be.revertedWithCustomError(router, error);
      await hostile.demand([1n, 1n], 0);
      await expect(bob.sell(offer)).to.be.revertedWithCustomError(router, error);
    }
    await hostile.arm(ZeroAddress, "0x", false);
    await bob.sell(offer); // the vault brought nothing, so nothing is paid
    await hostile.demand([1n, 1n], 1);
    await bob.sell(offer); // nor does it where the vault offers and does not give
    await hostile.demand([1n, 1n], 2);
    await expect(bob.sell(offer))
      .to.be.revertedWithCustomError(router, "UnexpectedCallback")
      .withArgs(hostile);
    expect(await usdc.balanceOf(router)).to.equal(held);
    expect(await odd.balanceOf(router)).to.equal(10n ** 20n);
  });

  it("can be used again in the same transaction once it is done", async () => {
    const fixture = use();
    const { ethers, router, usdc, vault, purchase, sale } = fixture;
    const caller = await ethers.deployContract("HostileExecutor");
    await usdc.mint(caller, 1_000n * DOLLAR);
    const step = (target: { target: unknown }, data: string) => ({
      target: target.target as string,
      data,
    });
    const face: IndexRouter["interface"] = router.interface;
    const steps = [
      step(usdc, usdc.interface.encodeFunctionData("approve", [router.target, 440n * DOLLAR])),
      step(
        router,
        face.encodeFunctionData("buy", [await purchase({ receiver: caller.target })] as never),
      ),
      step(
        router,
        face.encodeFunctionData("buy", [await purchase({ receiver: caller.target })] as never),
      ),
      step(vault, vault.interface.encodeFunctionData("approve", [router.target, 10n * WAD])),
      step(
        router,
        face.encodeFunctionData("sell", [await sale({ receiver: caller.target })] as never),
      ),
    ];
    await caller.execute([], [], encode(["tuple(address target,bytes data)[]"], [steps]));
    expect(await vault.balanceOf(caller)).to.equal(10n * WAD);
    expect(await balancesOf(fixture, router)).to.deep.equal(Array<bigint>(10).fill(0n));
  });

  const hash = (value: number): string => encode(["uint256"], [value]);
  const flexible = async <order extends object>(order: order): Promise<order> => ({
    ...order,
    deadline: 2n ** 64n,
  });
  const orderFor = (vault: string, legs: string[], receiver: string) => ({
    vault,
    shares: WAD,
    maxUsdc: 100n * DOLLAR,
    receiver,
    deadline: 2n ** 64n,
    basketId: 1n,
    legs,
  });
});
