import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import type { IIndexFactory } from "../../types/contracts/IndexFactory.js";
import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexFactory.predictIndex", () => {
  const use = useFixture(indexFixture);

  async function create(
    creator: HardhatEthersSigner,
    changes: Partial<IIndexFactory.CreationStruct> = {},
  ): Promise<string> {
    const { factory, usdc, creation } = use();
    await usdc.mint(creator, creation.usdcAmount);
    await usdc.connect(creator).approve(factory, creation.usdcAmount);
    await factory.connect(creator).createIndex({ ...creation, ...changes });
    return factory.indexAt((await factory.indexCount()) - 1n);
  }
  const salt = (at: bigint): string => use().ethers.toBeHex(at, 32);

  it("names the address at which an index is created, whatever was created before", async () => {
    const { factory, signers, creation, networkHelpers } = use();
    const { bob, stranger } = signers;
    const predicted = await factory.predictIndex(bob, creation);
    const snapshot = await networkHelpers.takeSnapshot();
    expect(await create(bob)).to.equal(predicted);
    await snapshot.restore();
    await create(stranger);
    await create(bob, { salt: salt(1n) });
    expect(await factory.predictIndex(bob, creation)).to.equal(predicted);
    expect(await create(bob)).to.equal(predicted);
  });

  it("gives another address to another creator, for any other term and for another salt", async () => {
    const { factory, signers, creation } = use();
    const others: Partial<IIndexFactory.CreationStruct>[] = [
      {},
      { name: "Six" },
      { symbol: "SIX" },
      { usdcAmount: creation.usdcAmount + 1n },
      { sharePrice: creation.sharePrice + 1n },
      { maxStableWeight: 0n },
      { bearAllowed: false },
      { minInterval: creation.minInterval + 1n },
      { lossLimit: creation.lossLimit - 1n },
      { weeklyLossCap: creation.weeklyLossCap - 1n },
      { turnoverLimit: creation.turnoverLimit - 1n },
      { salt: salt(1n) },
    ];
    const addresses = await Promise.all([
      factory.predictIndex(signers.stranger, creation),
      ...others.map((changes) => factory.predictIndex(signers.bob, { ...creation, ...changes })),
    ]);
    expect(new Set(addresses).size).to.equal(others.length + 1);
  });

  it("creates nothing twice: the same creator, terms and salt", async () => {
    const { factory, vault, signers, creation, usdc } = use();
    await usdc.mint(signers.alice, creation.usdcAmount);
    await usdc.connect(signers.alice).approve(factory, creation.usdcAmount);
    await expect(factory.connect(signers.alice).createIndex(creation))
      .to.be.revertedWithCustomError(factory, "IndexExists")
      .withArgs(vault);
    expect(await create(signers.alice, { salt: salt(1n) })).not.to.equal(vault.target);
  });

  it("never leads a buyer to a stranger's index, should the chain forget the creation", async () => {
    const fixture = use();
    const { ethers, ignition, market, factory, usdc, signers, networkHelpers } = fixture;
    const { bob, stranger } = signers;
    const { router } = await deployPeriphery({
      ethers,
      ignition,
      factory: await factory.getAddress(),
      weth: await market.weth.getAddress(),
      poolFactory: await market.factory.getAddress(),
    });
    const before = await networkHelpers.takeSnapshot();
    const index = await create(bob);
    const purchase = {
      vault: index,
      shares: WAD,
      maxUsdc: 20n * 10n ** 6n,
      receiver: bob.address,
      deadline: 2n ** 63n,
      basketId: 0n,
      legs: [`${await usdc.getAddress()}${"00".repeat(12)}`],
    };
    const buy = async () => {
      await usdc.mint(bob, purchase.maxUsdc);
      await usdc.connect(bob).approve(router, purchase.maxUsdc);
      return router.connect(bob).buy(purchase);
    };
    await expect(buy()).to.emit(router, "SharesBought");

    await before.restore(); // a stranger is first now, with an index of the same terms
    expect(await create(stranger)).not.to.equal(index);
    await expect(buy()).to.be.revertedWithCustomError(router, "UnknownVault").withArgs(index);
    await create(bob);
    await expect(buy()).to.emit(router, "SharesBought");
  });
});
