import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { deliver } from "../fixtures/deliver.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { ceilPart, floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 31n * WAD + 4_159n;
const DECIMALS = Array.from({ length: 28 }, (_, decimals) => decimals);

/** An index that somebody gave a hundred whole tokens of each of 28 components, of 0 to 27 decimals. */
async function decimalsFixture() {
  const fixture = await leavingFixture();
  const { ethers, vault } = fixture;
  const tokens = [];
  for (const decimals of DECIMALS)
    tokens.push(await ethers.deployContract("MockERC20", [`D${decimals}`, "D", decimals]));
  await addComponents(
    fixture,
    tokens.map((token, tokenDecimals) => ({ token, tokenDecimals })),
  );
  for (const [decimals, token] of tokens.entries())
    await token.mint(vault, 100n * 10n ** BigInt(decimals) + 1n);
  await fixture.nextEpoch(await Promise.all(tokens.map((token) => token.getAddress())));
  return { ...fixture, tokens };
}

describe("Components of 0 to 27 decimals", () => {
  const use = useFixture(decimalsFixture);

  it("V-2 P-3 are issued for exactly ceil(B*s/S), at least one unit of each", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { bob } = signers;
    for (const shares of [SHARES, 1n]) {
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const amounts = await deliver(fixture, bob, shares);
      expect(amounts).to.deep.equal(held.map((amount) => ceilPart(amount, shares, supply)));
      await vault.connect(bob).issue(shares, bob, 2n, amounts);
      expect(await balancesOf(fixture, vault)).to.deep.equal(
        held.map((amount, i) => amount + amounts[i]),
      );
    }
  });

  it("V-3 P-3 are redeemed for exactly floor(B*s/S)", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { alice, stranger } = signers;
    for (const shares of [SHARES, 1n, 500n * WAD]) {
      const [held, supply] = [await balancesOf(fixture, vault), await vault.totalSupply()];
      const had = await balancesOf(fixture, stranger);
      await vault.connect(alice).redeem(shares, stranger, alice);
      expect(await balancesOf(fixture, stranger)).to.deep.equal(
        held.map((amount, i) => had[i] + floorPart(amount, shares, supply)),
      );
    }
  });

  it("L-4 P-3 are credited in shares and claimed for exactly floor(B*s/S)", async () => {
    const fixture = use();
    const { vault, signers, tokens } = fixture;
    const { alice } = signers;
    const supply = await vault.totalSupply();
    const held = await Promise.all(tokens.map((token) => token.balanceOf(vault)));
    const parties = { receiver: alice, owner: alice, claimant: alice };
    const skip = 2n ** 256n - 1n;
    await vault
      .connect(alice)
      .redeemWith({ ...parties, shares: SHARES, basketId: 2n, minAmounts: [], skip });
    for (const [decimals, token] of tokens.entries()) {
      const due = floorPart(held[decimals], SHARES, supply);
      const claim = vault.connect(alice).claim(token, alice);
      if (due === 0n) await expect(claim).to.be.revertedWithCustomError(vault, "NothingToClaim");
      else await claim;
      expect(await token.balanceOf(alice), `${decimals} decimals`).to.equal(due);
    }
  });
});
