import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import type { IIndexRouter } from "../../types/contracts/periphery/IndexRouter.js";

const DOLLAR = 10n ** 6n; // {usdc}
const NOTHING = Array<bigint>(10).fill(0n);

describe("IndexRouter.buy", () => {
  const use = useFixture(routerFixture);

  /** Bob approves exactly what he may pay, and buys. */
  async function buy(changes: Partial<IIndexRouter.PurchaseStruct> = {}) {
    const { usdc, router, signers, purchase } = use();
    const order = await purchase(changes);
    await usdc.connect(signers.bob).approve(router, order.maxUsdc);
    return router.connect(signers.bob).buy(order);
  }

  /** {usdc} What ten shares cost now. */
  async function costOf(): Promise<bigint> {
    const { usdc, router, signers, purchase } = use();
    const order = await purchase();
    await usdc.connect(signers.bob).approve(router, order.maxUsdc);
    return router.connect(signers.bob).buy.staticCall(order);
  }

  it("R-3 V-12 issues exactly the shares, delivers exactly what the vault requires, and gives back the rest", async () => {
    const fixture = use();
    const { vault, router, usdc, signers, ethers } = fixture;
    const required = await vault.previewIssue(10n * WAD);
    const before = await balancesOf(fixture, vault);
    const had = await usdc.balanceOf(signers.bob);

    const transaction = await buy();
    const spent = had - (await usdc.balanceOf(signers.bob));
    await expect(transaction).to.changeTokenBalance(ethers, vault, signers.bob, 10n * WAD);
    await expect(transaction)
      .to.emit(router, "SharesBought")
      .withArgs(signers.bob, vault, signers.bob, 10n * WAD, spent);
    expect(spent > 190n * DOLLAR && spent < 191n * DOLLAR, `${spent}`).to.equal(true);
    const after = await balancesOf(fixture, vault);
    expect(after.map((amount, i) => amount - before[i])).to.deep.equal([...required]);
  });

  it("R-1 holds no token, no ether and no allowance afterwards", async () => {
    const fixture = use();
    const { router, usdc, vault, signers, ethers } = fixture;
    await buy();
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
    expect(await vault.balanceOf(router)).to.equal(0n);
    expect(await ethers.provider.getBalance(router)).to.equal(0n);
    expect(await usdc.allowance(signers.bob, router)).to.equal(0n);
    await expect(signers.bob.sendTransaction({ to: router, value: 1n })).to.revert(ethers);
  });

  it("R-1 pays nobody out of what was there before, and gives it to nobody", async () => {
    const fixture = use();
    const { router, usdc, components, ethers, signers } = fixture;
    const gift = 1_000n * DOLLAR;
    for (const component of components) {
      const token = await ethers.getContractAt("MockERC20", component);
      if (component !== (await fixture.weth.getAddress())) await token.mint(router, gift);
    }
    const before = await balancesOf(fixture, router);
    const cost = await costOf();
    const had = await usdc.balanceOf(signers.bob);
    await buy();
    expect(had - (await usdc.balanceOf(signers.bob))).to.equal(cost);
    expect(await balancesOf(fixture, router)).to.deep.equal(before);
    await expect(buy({ maxUsdc: cost - 1n })).to.be.revertedWithCustomError(
      router,
      "ExcessiveUsdcIn",
    );
  });

  it("V-12 pays up to the maximum and not one unit more", async () => {
    const { router, usdc, signers } = use();
    const cost = await costOf();
    await expect(buy({ maxUsdc: cost - 1n })).to.be.revertedWithCustomError(
      router,
      "ExcessiveUsdcIn",
    );
    const had = await usdc.balanceOf(signers.bob);
    await buy({ maxUsdc: cost });
    expect(had - (await usdc.balanceOf(signers.bob))).to.equal(cost);
  });

  it("V-12 refuses a maximum that no purse holds rather than cut it", async () => {
    const { usdc, router, signers } = use();
    await usdc.mint(signers.bob, 2n ** 97n);
    await expect(buy({ maxUsdc: 2n ** 96n + 220n * DOLLAR })).to.be.revertedWithCustomError(
      router,
      "SafeCastOverflowedUintDowncast",
    );
  });

  it("V-12 keeps to the limit of a leg, of one hop and of two", async () => {
    const { router, legs, hop, market } = use();
    const tight = { limit: 9n * DOLLAR }; // ten dollars are bought of each
    const loose = { limit: 11n * DOLLAR };
    for (const component of [await hop.getAddress(), market.names.get("alpha")!.token]) {
      await expect(buy({ legs: legs({ [component]: tight }) })).to.be.revertedWithCustomError(
        router,
        "ExcessiveUsdcIn",
      );
      await buy({ legs: legs({ [component]: loose }) });
    }
  });

  it("V-12 refuses a purchase after its deadline", async () => {
    const { router, networkHelpers } = use();
    const deadline = BigInt(await networkHelpers.time.latest()) + 100n;
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    const { usdc, signers, purchase } = use();
    await usdc.connect(signers.bob).approve(router, 220n * DOLLAR);
    await expect(router.connect(signers.bob).buy(await purchase({ deadline })))
      .to.be.revertedWithCustomError(router, "DeadlinePassed")
      .withArgs(deadline);
  });

  it("V-12 refuses legs that were made for another basket", async () => {
    const { vault } = use();
    await expect(buy({ basketId: 0n }))
      .to.be.revertedWithCustomError(vault, "BasketMismatch")
      .withArgs(0n, 1n);
  });

  it("issues to whoever the buyer names, and to nobody that cannot hold shares", async () => {
    const { vault, router, signers, ethers } = use();
    await expect(await buy({ receiver: signers.stranger })).to.changeTokenBalances(
      ethers,
      vault,
      [signers.bob, signers.stranger],
      [0n, 10n * WAD],
    );
    for (const receiver of [ethers.ZeroAddress, router]) {
      await expect(buy({ receiver })).to.be.revertedWithCustomError(router, "InvalidReceiver");
    }
    await expect(buy({ receiver: vault })).to.be.revertedWithCustomError(vault, "VaultAsReceiver");
  });

  it("goes through WETH where a leg says so, and touches no WETH on the way", async () => {
    const { vault, weth, hop, pools, router, ethers } = use();
    const required = await vault.previewIssue(10n * WAD);
    const at = use().components.indexOf(await hop.getAddress());
    const transaction = await buy();
    await expect(transaction).to.changeTokenBalances(
      ethers,
      hop,
      [pools.hop, vault],
      [-required[at], required[at]],
    );
    await expect(transaction).to.changeTokenBalance(ethers, weth, router, 0n);
    await expect(transaction).to.emit(weth, "Transfer");
  });

  it("refuses legs of another number, without a pool, and of a component that the basket lacks", async () => {
    const { router, vault, legs, market, usdc, odd, components } = use();
    await expect(buy({ legs: legs().slice(1) }))
      .to.be.revertedWithCustomError(router, "LengthMismatch")
      .withArgs(9n, 10n);
    const alpha = market.names.get("alpha")!.token;
    for (const fee of [0, 500]) {
      await expect(buy({ legs: legs({ [alpha]: { fee } }) }))
        .to.be.revertedWithCustomError(router, "PoolMissing")
        .withArgs(usdc, alpha, fee);
    }
    const row = legs();
    row[components.indexOf(alpha)] = row[components.indexOf(await odd.getAddress())];
    await expect(buy({ legs: row }))
      .to.be.revertedWithCustomError(vault, "ComponentNotDelivered")
      .withArgs(alpha, (await vault.previewIssue(10n * WAD))[components.indexOf(alpha)], 0n);
  });

  it("buys nothing while issuance is paused, and takes nothing", async () => {
    const { vault, usdc, signers } = use();
    await vault.connect(signers.guardian).pauseIssuance();
    const had = await usdc.balanceOf(signers.bob);
    await expect(buy()).to.be.revertedWithCustomError(vault, "IssuanceIsPaused");
    expect(await usdc.balanceOf(signers.bob)).to.equal(had);
  });

  it("buys nothing with a component that arrives short", async () => {
    const { vault, odd } = use();
    await odd.setTransferFault(TRANSFER.fee);
    await expect(buy()).to.be.revertedWithCustomError(vault, "ComponentNotDelivered");
  });

  it("R-3 takes nothing from anybody but its caller", async () => {
    const { usdc, router, signers, purchase } = use();
    const order = await purchase({ receiver: signers.stranger });
    await usdc.connect(signers.bob).approve(router, order.maxUsdc);
    await expect(router.connect(signers.stranger).buy(order)).to.be.revertedWithCustomError(
      usdc,
      "ERC20InsufficientAllowance",
    );
    expect(await usdc.allowance(signers.bob, router)).to.equal(order.maxUsdc);
  });
});
