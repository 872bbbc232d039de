import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.redeem of odd components", () => {
  const use = useFixture(leavingFixture);

  for (const kind of ODD_KINDS) {
    it(`V-3 L-1 L-4 pays or credits exactly the part of one that ${kind.name}, and of all others`, async () => {
      const { components, first } = use();
      const position = components.indexOf(await first.getAddress());
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), 0n)).to.deep.equal([]);
    });

    it(`V-3 L-1 L-4 does so where USDC ${kind.name}`, async () => {
      const { components, usdc } = use();
      const position = components.indexOf(await usdc.getAddress());
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), 0n)).to.deep.equal([]);
    });
  }

  it("V-3 sends nothing where the part is nothing, so that a refusal of zero does not matter", async () => {
    const { vault, first, usdc, signers, networkHelpers, codes, tokenAt } = use();
    await networkHelpers.setCode(await usdc.getAddress(), codes.odd.get("OddERC20")!);
    const odd = await tokenAt("OddERC20", await usdc.getAddress());
    await odd.setTransferFault(TRANSFER.refuseZero);
    const shares = 10n ** 11n; // worth less than a unit of 6 decimals
    await vault.connect(signers.alice).redeem(shares, signers.stranger, signers.alice);
    expect(await first.balanceOf(signers.stranger)).to.be.greaterThan(0n);
    expect(await usdc.balanceOf(signers.stranger)).to.equal(0n);
    expect(await vault.claimOf(usdc, signers.stranger)).to.deep.equal([0n, 0n]);
  });

  it("V-3 pays what each address shows where two lead to one balance, and stops for neither", async () => {
    const fixture = use();
    const { vault, signers, ethers } = fixture;
    const twin = await ethers.deployContract("TwinERC20", [18]);
    const entry = await ethers.getContractAt("TwinEntry", await twin.entry());
    await addComponents(
      fixture,
      [twin, entry].map((token) => ({ token, tokenDecimals: 18 })),
    );
    const held = 1_000n * WAD + 1n;
    await twin.mint(vault, held);
    await fixture.nextEpoch([await twin.getAddress(), await entry.getAddress()]);

    const [shares, supply] = [100n * WAD, await vault.totalSupply()];
    await vault.connect(signers.alice).redeem(shares, signers.stranger, signers.alice);
    const once = floorPart(held, shares, supply);
    const twice = once + floorPart(held - once, shares, supply);
    expect(await twin.balanceOf(signers.stranger)).to.equal(twice);
    expect(await twin.balanceOf(vault)).to.equal(held - twice);
  });
});
