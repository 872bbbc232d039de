import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import type { IIndexRouter } from "../../types/contracts/periphery/IndexRouter.js";

const DOLLAR = 10n ** 6n; // {usdc}
const NOTHING = Array<bigint>(10).fill(0n);
const LAST_TICK = 887_220;

describe("IndexRouter.sell", () => {
  const use = useFixture(routerFixture);

  /** Alice approves exactly what she sells, and sells. */
  async function sell(changes: Partial<IIndexRouter.SaleStruct> = {}) {
    const { vault, router, signers, sale } = use();
    const order = await sale(changes);
    await vault.connect(signers.alice).approve(router, order.shares);
    return router.connect(signers.alice).sell(order);
  }

  /** {usdc} What ten shares bring now. */
  async function proceedsOf(): Promise<bigint> {
    const { vault, router, signers, sale } = use();
    await vault.connect(signers.alice).approve(router, 10n * WAD);
    return router.connect(signers.alice).sell.staticCall(await sale());
  }

  /** {tok} What ten shares are of a component. */
  async function partOf(component: string): Promise<bigint> {
    const { vault } = use();
    return (await vault.previewRedeem(10n * WAD))[await positionOf(vault, component)];
  }

  it("R-3 V-12 burns exactly the shares and pays what the components brought", async () => {
    const { vault, router, usdc, signers, ethers } = use();
    const had = await usdc.balanceOf(signers.alice);
    const transaction = await sell();
    const received = (await usdc.balanceOf(signers.alice)) - had;
    await expect(transaction).to.changeTokenBalance(ethers, vault, signers.alice, -10n * WAD);
    await expect(transaction)
      .to.emit(router, "SharesSold")
      .withArgs(signers.alice, vault, signers.alice, 10n * WAD, received);
    expect(received > 189n * DOLLAR && received < 190n * DOLLAR, `${received}`).to.equal(true);
  });

  it("R-1 holds no token, no ether and no allowance afterwards", async () => {
    const fixture = use();
    const { router, vault, signers, ethers } = fixture;
    await sell();
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
    expect(await vault.balanceOf(router)).to.equal(0n);
    expect(await ethers.provider.getBalance(router)).to.equal(0n);
    expect(await vault.allowance(signers.alice, router)).to.equal(0n);
  });

  it("R-1 pays nobody out of what was there before, and gives it to nobody", async () => {
    const fixture = use();
    const { router, usdc, components, ethers, signers } = fixture;
    for (const component of components) {
      const token = await ethers.getContractAt("MockERC20", component);
      if (component !== (await fixture.weth.getAddress())) await token.mint(router, 10n ** 12n);
    }
    const before = await balancesOf(fixture, router);
    const proceeds = await proceedsOf();
    const had = await usdc.balanceOf(signers.alice);
    await sell();
    expect((await usdc.balanceOf(signers.alice)) - had).to.equal(proceeds);
    expect(await balancesOf(fixture, router)).to.deep.equal(before);
  });

  it("R-1 does not sell an older balance in place of a component that failed to come", async () => {
    const { router, odd, vault, ethers } = use();
    await odd.mint(router, 10n ** 24n);
    await odd.setRefused(vault);
    await odd.setTransferFault(TRANSFER.refuse); // the vault cannot pay, the router could
    await expect(await sell({ minUsdc: 0n })).to.changeTokenBalance(ethers, odd, router, 0n);
  });

  it("V-12 accepts the minimum and not one unit less", async () => {
    const { router } = use();
    const proceeds = await proceedsOf();
    await expect(sell({ minUsdc: proceeds + 1n }))
      .to.be.revertedWithCustomError(router, "InsufficientUsdcOut")
      .withArgs(proceeds, proceeds + 1n);
    await sell({ minUsdc: proceeds });
  });

  it("V-12 keeps to the limit of a leg, of one hop and of two", async () => {
    const { router, legs, hop, market } = use();
    for (const component of [await hop.getAddress(), market.names.get("alpha")!.token]) {
      const tight = legs({ [component]: { limit: 10n * DOLLAR } });
      await expect(sell({ legs: tight })).to.be.revertedWithCustomError(
        router,
        "InsufficientLegOut",
      );
      await sell({ legs: legs({ [component]: { limit: 9n * DOLLAR } }) });
    }
  });

  it("V-12 refuses a sale after its deadline and one for another basket", async () => {
    const { router, vault, networkHelpers, sale, signers } = use();
    await expect(sell({ basketId: 0n }))
      .to.be.revertedWithCustomError(vault, "BasketMismatch")
      .withArgs(0n, 1n);
    await vault.connect(signers.alice).approve(router, 10n * WAD);
    const deadline = BigInt(await networkHelpers.time.latest()) + 100n;
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await expect(router.connect(signers.alice).sell(await sale({ deadline: deadline - 1n })))
      .to.be.revertedWithCustomError(router, "DeadlinePassed")
      .withArgs(deadline - 1n);
  });

  it("refuses legs of another number, and pays in kind what legs out of their places do not sell", async () => {
    const fixture = use();
    const { router, vault, legs, odd, market, signers } = fixture;
    await expect(sell({ legs: legs().slice(1) }))
      .to.be.revertedWithCustomError(router, "LengthMismatch")
      .withArgs(9n, 10n);
    const due = [...(await vault.previewRedeem(10n * WAD))];
    const had = await balancesOf(fixture, signers.alice);
    const cheap = market.names.get("alpha")!.token;
    const [one, two] = await Promise.all([odd, cheap].map((token) => positionOf(vault, token)));
    const turned = legs().with(one, legs()[two]).with(two, legs()[one]);
    await expect(sell({ legs: turned })).to.be.revertedWithCustomError(
      router,
      "InsufficientUsdcOut",
    );
    await sell({ legs: turned, minUsdc: 0n });
    const got = (await balancesOf(fixture, signers.alice)).map((amount, i) => amount - had[i]);
    for (const i of [one, two]) expect(got[i] > 0n && got[i] <= due[i], `${i}`).to.equal(true);
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
  });

  it("pays whoever the seller names, and nobody that cannot be paid", async () => {
    const { router, usdc, signers, ethers } = use();
    const proceeds = await proceedsOf();
    await expect(await sell({ receiver: signers.stranger })).to.changeTokenBalances(
      ethers,
      usdc,
      [signers.alice, signers.stranger],
      [0n, proceeds],
    );
    for (const receiver of [ethers.ZeroAddress, router]) {
      await expect(sell({ receiver })).to.be.revertedWithCustomError(router, "InvalidReceiver");
    }
  });

  it("hands a component without a pool to the seller in kind", async () => {
    const { legs, hop, signers, ethers } = use();
    const component = await hop.getAddress();
    const part = await partOf(component);
    const inKind = legs({ [component]: { fee: 0, wethFee: 0 } });
    const order = { legs: inKind, minUsdc: 0n, receiver: signers.stranger };
    await expect(await sell(order)).to.changeTokenBalance(ethers, hop, signers.alice, part);
  });

  for (const [fault, name] of [
    [TRANSFER.revert, "reverts"],
    [TRANSFER.returnFalse, "returns false"],
    [TRANSFER.burnGas, "burns its gas"],
    [TRANSFER.revertBomb, "reverts with a megabyte"],
  ] as const) {
    it(`L-4 credits the seller with a component that ${name}, and swaps the others`, async () => {
      const { vault, router, odd, signers } = use();
      const component = await odd.getAddress();
      const part = await partOf(component);
      const proceeds = await proceedsOf();
      await odd.setTransferFault(fault);
      const received = 179n * DOLLAR;
      await sell({ minUsdc: received, receiver: signers.stranger });
      expect(proceeds > received).to.equal(true);
      expect(await vault.claimOf(component, signers.alice)).to.deep.equal([part, 0n]);
      expect(await vault.claimOf(component, router)).to.deep.equal([0n, 0n]);
    });
  }

  for (const [fault, name] of [
    [READ.revert, "reverts"],
    [READ.burnGas, "burns its gas"],
    [READ.overstate, "lies"],
  ] as const) {
    it(`L-4 credits the seller in shares with a component whose balance ${name}`, async () => {
      const { vault, odd, signers } = use();
      await odd.setReadFault(fault);
      await sell({ minUsdc: 179n * DOLLAR });
      expect(await vault.claimOf(odd, signers.alice)).to.deep.equal([0n, 10n * WAD]);
    });
  }

  it("L-4 pays in kind a component that comes to everybody but its pool, and says so", async () => {
    const { vault, router, odd, pools, signers, ethers } = use();
    const part = await partOf(await odd.getAddress());
    await odd.setRefused(pools.odd);
    await odd.setTransferFault(TRANSFER.refuse);
    const transaction = await sell({ minUsdc: 179n * DOLLAR });
    await expect(transaction)
      .to.emit(router, "LegSkipped")
      .withArgs(vault, await positionOf(vault, odd), odd);
    await expect(transaction).to.changeTokenBalance(ethers, odd, signers.alice, part);
    await expect(sell()).to.be.revertedWithCustomError(router, "InsufficientUsdcOut");
  });

  it("L-4 gets past any component by skipping", async () => {
    const { vault, router, odd, signers } = use();
    const skip = 1n << BigInt(await positionOf(vault, odd));
    await sell({ skip, minUsdc: 179n * DOLLAR });
    expect(await vault.claimOf(odd, signers.alice)).to.deep.equal([0n, 10n * WAD]);
    expect(await odd.balanceOf(router)).to.equal(0n);
  });

  it("R-2 refuses a leg without a pool rather than to pay it in kind", async () => {
    const { router, legs, odd } = use();
    const order = legs({ [await odd.getAddress()]: { fee: 123 } });
    await expect(sell({ legs: order, minUsdc: 0n })).to.be.revertedWithCustomError(
      router,
      "PoolMissing",
    );
  });

  it("calls nothing of a component that is skipped", async () => {
    const { vault, callback, usdc } = use();
    await callback.arm(usdc, "0x");
    const skip = 1n << BigInt(await positionOf(vault, callback));
    await expect(await sell({ skip, minUsdc: 179n * DOLLAR })).not.to.emit(callback, "CalledBack");
  });

  it("R-1 hands what a pool does not take to the seller", async () => {
    const fixture = use();
    const { maker, pools, odd, hop, router, signers, ethers } = fixture;
    // Nothing is left in the pools but a little: 10 odd and 10 hop do not fit in.
    for (const pool of [pools.odd, pools.hop]) {
      const contract = new ethers.Contract(
        pool,
        [
          "function liquidity() view returns (uint128)",
          "function slot0() view returns (uint160 sqrtPriceX96, int24 tick)",
        ],
        ethers.provider,
      );
      const liquidity = (await contract.liquidity()) as bigint;
      await maker.withdraw(pool, -LAST_TICK, LAST_TICK, liquidity);
      const [, tick] = (await contract.slot0()) as [bigint, bigint];
      const centre = Math.round(Number(tick) / 60) * 60;
      await maker.provide(pool, centre - 60, centre + 60, liquidity / 10n ** 8n);
    }
    const before = await Promise.all([odd, hop].map((token) => token.balanceOf(signers.alice)));
    await sell({ minUsdc: 0n });
    for (const [i, token] of [odd, hop].entries()) {
      const got = (await token.balanceOf(signers.alice)) - before[i];
      const part = await partOf(await token.getAddress());
      expect(got > 0n && got < part, `${got} of ${part}`).to.equal(true);
    }
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
  });

  it("R-3 sells nobody's shares but its caller's", async () => {
    const { vault, router, signers, sale } = use();
    await vault.connect(signers.alice).approve(router, 10n * WAD);
    await expect(
      router.connect(signers.stranger).sell(await sale({ receiver: signers.stranger })),
    ).to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance");
  });
});
