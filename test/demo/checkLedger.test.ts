import { expect } from "chai";
import type { Address } from "viem";
import { createPublicClient, custom, getAddress } from "viem";

import { checkLedger } from "../../demo/checkLedger.ts";
import type { LedgerCheck } from "../../demo/checkLedger.ts";
import { demoPassed } from "../../demo/demoSummary.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { HOUR } from "../fixtures/epochSetting.ts";
import { feeTerms, raiseFees } from "../fixtures/feeTerms.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { DAY, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade } from "../fixtures/orders.ts";

describe("checkLedger", () => {
  let fixture: IndexFixture;
  let addresses: { vault: Address; factory: Address; usdc: Address };
  let restore: () => Promise<void>;

  const check = (): Promise<LedgerCheck> =>
    checkLedger(
      createPublicClient({ transport: custom(fixture.provider), cacheTime: 0 }),
      addresses,
    );
  const passes = ({ differences, faults }: LedgerCheck): boolean =>
    demoPassed({
      maxTxGas: 1,
      ledgerEqualsChain: differences.length === 0,
      everyShareBacked: faults.length === 0,
      strangers: null,
    });

  before(async () => {
    fixture = await indexFixture();
    const { vault, factory, usdc, signers } = fixture;
    addresses = {
      vault: getAddress(await vault.getAddress()),
      factory: getAddress(await factory.getAddress()),
      usdc: getAddress(await usdc.getAddress()),
    };
    const weights = { beta: WAD / 4n, gamma: WAD / 4n };
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, weights));
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    await vault.connect(signers.alice).redeem(WAD * 7n, signers.bob.address, signers.alice.address);
    restore = (await fixture.networkHelpers.takeSnapshot()).restore;
  });
  afterEach(() => restore());

  it("G-1 V-1 V-10 finds events and chain equal and every share backed", async () => {
    const result = await check();
    expect(result.differences).to.deep.equal([]);
    expect(result.faults).to.deep.equal([]);
    expect(result.ledger.trades).to.equal(1);
    expect(passes(result)).to.equal(true);
  });

  it("G-1 V-1 V-10 follows strangers, epochs that end short, claims, fees, a write-off and the end of an index", async () => {
    const { vault, registry, market, signers, networkHelpers } = fixture;
    const { alice, bob, strategist, stranger, guardian } = signers;
    const timelock = await actAsTimelock(fixture);
    const gamma = market.names.get("gamma")!.token;
    const start = async (weights: Readonly<Record<string, bigint>>): Promise<unknown> => {
      await networkHelpers.time.increase(7n * DAY);
      await moveMarket(market, ROWS);
      return vault.connect(strategist).startEpoch(await epochOrder(fixture, weights));
    };
    const tradeAsStranger = async (): Promise<unknown> => {
      await networkHelpers.time.setNextBlockTimestamp((await vault.fallbackFrom()) + 8n * HOUR);
      return vault.connect(stranger).trade(await fullTrade(fixture));
    };
    const steps: (() => Promise<unknown>)[] = [
      () => raiseFees(fixture, feeTerms([stranger, bob])),
      async () =>
        vault.connect(alice).redeemWith({
          shares: WAD * 11n,
          receiver: alice,
          owner: alice,
          claimant: bob,
          basketId: await vault.basketId(),
          minAmounts: [],
          skip: 2n ** 256n - 1n,
        }),
      () => start({ beta: WAD / 5n, gamma: WAD / 5n, delta: WAD / 10n }),
      tradeAsStranger,
      () => networkHelpers.time.increase(DAY),
      () => vault.closeEpoch(),
      () => vault.distributeFees(),
      () => registry.connect(guardian).freeze(gamma),
      () => networkHelpers.time.increase(14n * DAY),
      () => vault.connect(timelock).writeOff(gamma),
      () => vault.connect(bob).claim(gamma, bob),
      () => start({ beta: WAD / 4n, delta: (WAD * 3n) / 10n }),
      () => vault.connect(timelock).windDown(),
      () => start({ beta: 0n, delta: 0n }),
      tradeAsStranger,
      () => vault.connect(bob).claim(market.names.get("beta")!.token, bob),
      () => vault.closeEpoch(),
      async () => vault.connect(alice).redeem(await vault.balanceOf(alice), alice, alice),
    ];
    for (const [i, step] of steps.entries()) {
      await step();
      const { differences, faults } = await check();
      expect([differences, faults], `step ${i}`).to.deep.equal([[], []]);
    }
    const { ledger } = await check();
    expect([ledger.trades, ledger.epoch, ledger.epochOpen]).to.deep.equal([3, 4n, false]);
  });

  it("names what is gone when a component left the vault in no trade", async () => {
    const { ethers, market, networkHelpers, signers } = fixture;
    const name = market.names.get("gamma")!;
    const token = await ethers.getContractAt("MockERC20", name.token);
    await networkHelpers.impersonateAccount(addresses.vault);
    await networkHelpers.setBalance(addresses.vault, WAD);
    await token
      .connect(await ethers.getSigner(addresses.vault))
      .transfer(signers.stranger.address, 1n);

    const result = await check();
    expect(result.differences.map(({ what }) => what)).to.deep.equal([
      `balance of ${getAddress(name.token)}`,
    ]);
    expect(passes(result)).to.equal(false);
  });

  it("notices a trade whose proceeds were tampered with after the fact", async () => {
    const { ethers, market, networkHelpers } = fixture;
    const { token } = market.names.get("beta")!;
    const held = await (await ethers.getContractAt("MockERC20", token)).balanceOf(addresses.vault);
    const balanceSlot = ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [addresses.vault, 0]),
    );
    await networkHelpers.setStorageAt(token, balanceSlot, held / 2n);

    const result = await check();
    expect(result.differences).to.deep.equal([
      { what: `balance of ${getAddress(token)}`, ledger: String(held), chain: String(held / 2n) },
    ]);
    expect(passes(result)).to.equal(false);
  });

  it("notices shares that no issuance created", async () => {
    const { ethers, networkHelpers } = fixture;
    // ERC-7201 location of OpenZeppelin's ERC20Upgradeable; the supply is its third word
    const supplySlot = 0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace02n;
    const supply = await fixture.vault.totalSupply();
    await networkHelpers.setStorageAt(addresses.vault, ethers.toBeHex(supplySlot, 32), supply + 1n);

    const result = await check();
    expect(result.differences.map(({ what }) => what)).to.deep.equal(["supply"]);
    expect(result.faults.map(({ what }) => what)).to.deep.equal([
      "shares held do not sum to the supply",
    ]);
    expect(passes(result)).to.equal(false);
  });
});
