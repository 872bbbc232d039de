import { expect } from "chai";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../fixtures/misbehavingFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const TOKEN = 10n ** 18n; // {tok} a dollar of a misbehaving component
const FIFTH = WAD / 5n; // {1}

describe("IndexVault.trade, of a component of which less is left than is owed", () => {
  const use = useFixture(misbehavingFixture);

  /** Bob is owed half of what the index bought. Then three quarters of all of it are gone. */
  async function slashed() {
    const fixture = use();
    const { vault, odd, signers, start, buy } = fixture;
    const token = odd[0];
    await vault.connect(signers.alice).transfer(signers.bob, 500n * WAD);
    await start({}, [FIFTH, FIFTH]);
    await buy(token, 1_999n * DOLLAR);
    await token.setTransferFault(TRANSFER.refuseReceiver);
    await token.setRefused(signers.bob);
    await vault.connect(signers.bob).redeem(500n * WAD, signers.bob, signers.bob);
    await token.seize(vault, ((await token.balanceOf(vault)) * 3n) / 4n);
    expect((await vault.owed(token)).amount).to.equal((1_999n * TOKEN) / 2n);
    expect(await token.balanceOf(vault)).to.equal((1_999n * TOKEN) / 4n);
    return { ...fixture, token };
  }

  it("E-19 is neither bought nor sold in the epoch, and the others are", async () => {
    const { vault, odd, token, buy, sell } = await slashed();
    const [balance, owed] = [(1_999n * TOKEN) / 4n, (1_999n * TOKEN) / 2n];
    for (const trade of [async () => buy(token, 10n * DOLLAR), async () => sell(token)])
      await expect(trade())
        .to.be.revertedWithCustomError(vault, "ClaimsNotCovered")
        .withArgs(token, balance, owed);
    await buy(odd[1], 900n * DOLLAR);
  });

  it("E-19 L-4 lets shares that wait take no part of a purchase, but of the balance that comes back", async () => {
    const { vault, token, signers, buy } = await slashed();
    const { alice, keeper, stranger } = signers;
    const position = await positionOf(vault, token);
    const shares = 100n * WAD;
    await vault.connect(alice).redeemWith({
      ...{ shares, receiver: stranger, owner: alice, claimant: keeper },
      ...{ basketId: 1n, minAmounts: [], skip: 1n << BigInt(position) },
    });
    const [owed] = await vault.owed(token);
    await expect(buy(token, DOLLAR))
      .to.be.revertedWithCustomError(vault, "ClaimsNotCovered")
      .withArgs(token, await token.balanceOf(vault), owed);
    await vault.connect(alice).settleClaims(1n << BigInt(position));
    expect(await vault.owed(token)).to.deep.equal([owed, shares]);

    await token.setTransferFault(TRANSFER.none);
    await token.mint(vault, (3n * 1_999n * TOKEN) / 4n);
    const free = (await token.balanceOf(vault)) - owed;
    const due = (free * shares) / ((await vault.totalSupply()) + shares);
    await buy(token, DOLLAR / 10n);
    expect(await vault.owed(token)).to.deep.equal([owed + due, 0n]);
    await vault.connect(keeper).claim(token, keeper);
    expect(await token.balanceOf(keeper)).to.equal(due);
  });

  it("E-19 is carried at the next start, and the claimant gets what there is and nothing of the holders'", async () => {
    const { vault, usdc, token, signers, start, buy, pass } = await slashed();
    await pass(DAY + 1n);
    await start({}, [FIFTH, FIFTH]);
    const { carried, units } = await vault.basket(2n);
    const position = await positionOf(vault, token);
    expect((carried >> BigInt(position)) & 1n).to.equal(1n);
    expect(units[position]).to.be.greaterThan(0n); // as trades explain, until its balance can be believed
    const cash = await usdc.balanceOf(vault);
    await expect(buy(token, 799n * DOLLAR)).to.be.revertedWithCustomError(
      vault,
      "ComponentCarried",
    );
    expect(await usdc.balanceOf(vault)).to.equal(cash);
    await token.setTransferFault(TRANSFER.none);
    await vault.connect(signers.bob).claim(token, signers.bob);
    expect(await token.balanceOf(signers.bob)).to.equal((1_999n * TOKEN) / 4n);
  });

  it("E-19 a claim outlives a balance that is low for a while", async () => {
    const { vault, token, signers, start, pass } = await slashed();
    await pass(DAY + 1n);
    await start({}, [FIFTH, FIFTH]);
    await token.mint(vault, (3n * 1_999n * TOKEN) / 4n);
    expect((await vault.owed(token)).amount).to.equal((1_999n * TOKEN) / 2n);
    await token.setTransferFault(TRANSFER.none);
    await vault.connect(signers.bob).claim(token, signers.bob);
    expect(await token.balanceOf(signers.bob)).to.equal((1_999n * TOKEN) / 2n);
    expect((await vault.holdings())[await positionOf(vault, token)]).to.equal(
      (1_999n * TOKEN) / 2n,
    );
  });

  it("E-19 V-6 everybody leaves while a shortfall lasts", async () => {
    const { vault, usdc, token, signers } = await slashed();
    const shares = await vault.balanceOf(signers.alice);
    await vault.connect(signers.alice).redeem(shares, signers.alice, signers.alice);
    expect(await usdc.balanceOf(signers.alice)).to.be.greaterThan(0n);
    expect(await token.balanceOf(signers.alice)).to.equal(0n);
  });
});
