import { expect } from "chai";

import { createIndex } from "../fixtures/createIndex.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { UNIT_SCALE } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const LOCKED_VALUE = 100n * DOLLAR;

describe("IndexFactory.createIndex", () => {
  const use = useFixture(indexFixture);

  it("V-7 V-10 creates shares at the price given, and locks a hundred dollars' worth for ever", async () => {
    const fixture = use();
    const { usdc, signers, factory, creation } = fixture;
    const sharePrice = 3n * DOLLAR;
    const vault = await createIndex(fixture, { sharePrice, usdcAmount: 1_000n * DOLLAR });
    const locked = (LOCKED_VALUE * WAD + sharePrice - 1n) / sharePrice;
    const shares = (1_000n * DOLLAR * WAD) / sharePrice;
    expect(await factory.LOCKED_VALUE()).to.equal(LOCKED_VALUE);
    expect(await vault.lockedShares()).to.equal(locked);
    expect(await vault.totalSupply()).to.equal(shares);
    expect(await vault.balanceOf(vault)).to.equal(locked);
    expect(await vault.balanceOf(signers.alice)).to.equal(shares - locked);
    expect(await usdc.balanceOf(vault)).to.equal(1_000n * DOLLAR);
    expect([await vault.name(), await vault.symbol()]).to.deep.equal([
      creation.name,
      creation.symbol,
    ]);
    expect(await vault.decimals()).to.equal(18n);
    expect([...(await vault.basket(0n)).components]).to.deep.equal([usdc.target]);
    expect([...(await vault.holdings())]).to.deep.equal([1_000n * DOLLAR]);
  });

  it("V-10 rounds what a share of the first basket holds down", async () => {
    const fixture = use();
    const vault = await createIndex(fixture, { sharePrice: 7n * DOLLAR });
    const [held, supply] = [fixture.creation.usdcAmount, await vault.totalSupply()];
    expect((held * UNIT_SCALE) % supply).to.be.above(0n);
    expect([...(await vault.basket(0n)).units]).to.deep.equal([(held * UNIT_SCALE) / supply]);
  });

  it("tells and records what it created", async () => {
    const { factory, usdc, creation, signers, vault, ethers } = use();
    await usdc.mint(signers.bob, creation.usdcAmount);
    await usdc.connect(signers.bob).approve(factory, creation.usdcAmount);
    const index = await factory.connect(signers.bob).createIndex.staticCall(creation);
    expect(await factory.isIndex(index)).to.equal(false);
    await expect(factory.connect(signers.bob).createIndex(creation))
      .to.emit(factory, "IndexCreated")
      .withArgs(index, signers.bob, "Five", "FIVE", creation.usdcAmount, 1_000n * WAD, 10n * WAD);
    expect([
      await factory.indexCount(),
      await factory.indexAt(0n),
      await factory.indexAt(1n),
    ]).to.deep.equal([2n, vault.target, index]);
    expect(await factory.isIndex(index)).to.equal(true);
    expect(await factory.isIndex(signers.bob)).to.equal(false);
    await expect(factory.indexAt(2n)).to.revert(ethers);
  });

  it("A-6 writes the constitution into the clone's code, behind one implementation", async () => {
    const fixture = use();
    const { factory, roles, registry, oracle, usdc, creation, ethers } = fixture;
    const terms = {
      bearAllowed: false,
      minInterval: 3n * DAY,
      maxStableWeight: 7n,
      lossLimit: 9n,
      weeklyLossCap: 8n,
      turnoverLimit: 2n * WAD,
    };
    const vault = await createIndex(fixture, terms);
    expect([...(await vault.constitution())]).to.deep.equal([
      roles.target,
      registry.target,
      oracle.target,
      usdc.target,
      7n,
      false,
      3n * DAY,
      9n,
      8n,
      2n * WAD,
    ]);
    expect((await fixture.vault.constitution()).lossLimit).to.equal(creation.lossLimit);
    const implementation = await factory.implementation();
    const code = (await ethers.provider.getCode(vault)).toLowerCase();
    expect(code.slice(2, 22)).to.equal("363d3d373d3d3d363d73");
    expect(code.slice(22, 62)).to.equal(implementation.slice(2).toLowerCase());
  });

  it("cannot be initialised again, nor can its implementation", async () => {
    const { factory, vault, signers, ethers } = use();
    const implementation = await ethers.getContractAt("IndexVault", await factory.implementation());
    for (const target of [vault, implementation]) {
      await expect(
        target
          .connect(signers.stranger)
          .initialize("Mine", "MINE", signers.stranger, 10n ** 30n, 0n),
      ).to.be.revertedWithCustomError(vault, "InvalidInitialization");
    }
    expect(await implementation.totalSupply()).to.equal(0n);
  });

  it("V-7 wants the locked value at least", async () => {
    const fixture = use();
    const { factory } = fixture;
    await expect(createIndex(fixture, { usdcAmount: LOCKED_VALUE - 1n }))
      .to.be.revertedWithCustomError(factory, "InsufficientCreation")
      .withArgs(LOCKED_VALUE - 1n, LOCKED_VALUE);
    const vault = await createIndex(fixture, { usdcAmount: LOCKED_VALUE });
    expect(await vault.totalSupply()).to.equal(await vault.lockedShares());
    expect(await vault.balanceOf(fixture.signers.alice)).to.equal(0n);
  });

  it("V-7 wants the locked value in whole, however the share price rounds", async () => {
    const fixture = use();
    const { factory } = fixture;
    const sharePrice = 7n * DOLLAR;
    await expect(
      createIndex(fixture, { usdcAmount: LOCKED_VALUE, sharePrice }),
    ).to.be.revertedWithCustomError(factory, "InsufficientCreation");
    await createIndex(fixture, { usdcAmount: LOCKED_VALUE + 1n, sharePrice });
  });

  it("keeps the share price between a cent and a million", async () => {
    const fixture = use();
    const { factory } = fixture;
    const [least, most] = [DOLLAR / 100n, 1_000_000n * DOLLAR];
    for (const sharePrice of [0n, least - 1n, most + 1n]) {
      await expect(createIndex(fixture, { sharePrice }))
        .to.be.revertedWithCustomError(factory, "SharePriceOutOfBounds")
        .withArgs(sharePrice);
    }
    for (const sharePrice of [least, most]) await createIndex(fixture, { sharePrice });
  });

  it("E-1 keeps the interval at a day at least", async () => {
    const fixture = use();
    await expect(createIndex(fixture, { minInterval: DAY - 1n }))
      .to.be.revertedWithCustomError(fixture.factory, "IntervalTooShort")
      .withArgs(DAY - 1n);
    await createIndex(fixture, { minInterval: DAY });
  });

  it("E-4 keeps the loss limit at five percent at most, and the weekly cap within it and over zero", async () => {
    const fixture = use();
    const most = WAD / 20n;
    for (const [lossLimit, weeklyLossCap] of [
      [most + 1n, 1n],
      [WAD / 100n, WAD / 100n + 1n],
      [WAD / 100n, 0n],
    ] as const) {
      await expect(createIndex(fixture, { lossLimit, weeklyLossCap }))
        .to.be.revertedWithCustomError(fixture.factory, "LossLimitOutOfBounds")
        .withArgs(lossLimit, weeklyLossCap);
    }
    await createIndex(fixture, { lossLimit: most, weeklyLossCap: most });
  });

  it("E-4 keeps the limit of turnover between what buying and leaving a basket needs and eight times the NAV", async () => {
    const fixture = use();
    for (const turnoverLimit of [0n, 2n * WAD - 1n, 8n * WAD + 1n])
      await expect(createIndex(fixture, { turnoverLimit }))
        .to.be.revertedWithCustomError(fixture.factory, "TurnoverLimitOutOfBounds")
        .withArgs(turnoverLimit);
    for (const turnoverLimit of [2n * WAD, 8n * WAD]) await createIndex(fixture, { turnoverLimit });
  });

  it("keeps the weight of stablecoins at one at most", async () => {
    const fixture = use();
    await expect(createIndex(fixture, { maxStableWeight: WAD + 1n }))
      .to.be.revertedWithCustomError(fixture.factory, "StableWeightOutOfBounds")
      .withArgs(WAD + 1n);
    await createIndex(fixture, { maxStableWeight: WAD });
  });

  it("P-1 comes with an oracle that prices by the registry that indexes check by, and no other", async () => {
    const { factory, registry, oracle, roles, usdc, ethers } = use();
    const another = await ethers.deployContract("ComponentRegistry", [roles, usdc]);
    const termsOf = async (listed: typeof another): Promise<string[]> => [
      await factory.implementation(),
      ...(await Promise.all([roles, listed, oracle, usdc].map((part) => part.getAddress()))),
    ];
    await expect(ethers.deployContract("IndexFactory", await termsOf(another)))
      .to.be.revertedWithCustomError(factory, "RegistryMismatch")
      .withArgs(another, registry);
    const same = await ethers.deployContract("IndexFactory", await termsOf(registry));
    expect(await same.registry()).to.equal(registry);
  });

  it("comes with the USDC that the registry holds apart from other stablecoins, and no other", async () => {
    const { factory, registry, oracle, roles, usdc, ethers } = use();
    const another = await ethers.deployContract("MockUSDC");
    const terms = [await factory.implementation(), roles, registry, oracle, another] as const;
    await expect(ethers.deployContract("IndexFactory", [...terms]))
      .to.be.revertedWithCustomError(factory, "UsdcMismatch")
      .withArgs(another, usdc);
  });

  it("wants code at every address that it is created with, and names the one that has none", async () => {
    const { factory, registry, oracle, roles, usdc, ethers, signers } = use();
    const parts = [await factory.implementation(), roles, registry, oracle, usdc] as const;
    const { address } = signers.stranger;
    for (const i of parts.keys())
      await expect(ethers.deployContract("IndexFactory", parts.with(i, address) as never), `${i}`)
        .to.be.revertedWithCustomError(factory, "NoCode")
        .withArgs(address);
  });

  it("V-7 creates nothing with USDC that arrives short, and no donation makes up for it", async () => {
    const { factory, usdc, creation, signers, ethers, networkHelpers } = use();
    const { alice } = signers;
    const odd = await ethers.deployContract("OddUSDC");
    await networkHelpers.setCode(await usdc.getAddress(), await ethers.provider.getCode(odd));
    await (await ethers.getContractAt("OddUSDC", usdc)).setFee(1n);
    const other = { ...creation, usdcAmount: LOCKED_VALUE, salt: ethers.toBeHex(1n, 32) };
    await usdc.mint(alice, LOCKED_VALUE);
    await usdc.connect(alice).approve(factory, LOCKED_VALUE);
    await usdc.mint(await factory.predictIndex(alice, other), LOCKED_VALUE);
    await expect(factory.connect(alice).createIndex(other))
      .to.be.revertedWithCustomError(factory, "UsdcNotDelivered")
      .withArgs(LOCKED_VALUE, 99n * DOLLAR);
    expect(await factory.indexCount()).to.equal(1n);
  });

  it("takes the creator's USDC and nobody else's", async () => {
    const { factory, usdc, creation, signers } = use();
    await usdc.mint(signers.alice, creation.usdcAmount);
    await usdc.connect(signers.alice).approve(factory, creation.usdcAmount);
    await expect(factory.connect(signers.bob).createIndex(creation)).to.be.revertedWithCustomError(
      usdc,
      "ERC20InsufficientAllowance",
    );
    expect(await usdc.balanceOf(factory)).to.equal(0n);
  });

  it("V-5 gives a donation made before creation to the holders", async () => {
    const { factory, usdc, signers, ethers } = use();
    const { alice } = signers;
    const creation = { ...use().creation, salt: ethers.toBeHex(1n, 32) };
    await usdc.mint(alice, creation.usdcAmount);
    await usdc.connect(alice).approve(factory, creation.usdcAmount);
    const index = await factory.predictIndex(alice, creation);
    await usdc.mint(index, 777n * DOLLAR);
    await factory.connect(alice).createIndex(creation);
    const vault = await ethers.getContractAt("IndexVault", index);
    expect(await vault.totalSupply()).to.equal(1_000n * WAD);
    expect([...(await vault.holdings())]).to.deep.equal([creation.usdcAmount + 777n * DOLLAR]);
  });
});
