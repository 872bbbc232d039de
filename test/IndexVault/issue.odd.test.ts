import { expect } from "chai";

import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { ceilPart, floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 31n * WAD + 4_159n;
const PLENTY = 10n ** 36n;

describe("IndexVault.issue of odd components", () => {
  const use = useFixture(leavingFixture);

  for (const kind of ODD_KINDS) {
    it(`V-2 takes exactly what is required of one that ${kind.name}, or refuses with the reason`, async () => {
      const fixture = use();
      const { vault, signers, components, tokenAt, first, usdc } = fixture;
      const { bob, alice } = signers;
      const supply = await vault.totalSupply();
      const token = await first.getAddress();
      const position = components.indexOf(token);
      for (const component of components) {
        const ordinary = await tokenAt("MockERC20", component);
        await ordinary.mint(bob, PLENTY);
        await ordinary.connect(bob).approve(vault, PLENTY);
      }
      const held = (kind.holds ?? ((balance) => balance))(await first.balanceOf(vault));
      const amounts = [...(await vault.previewIssue(SHARES))];
      await kind.set({ fixture, token, receiver: bob.address });
      const shown = (kind.shows ?? ((balance) => balance))(held) ?? 0n;
      const required = ceilPart(shown, SHARES, supply);
      const maximums = components.map(() => PLENTY);

      const issued = vault.connect(bob).issue(SHARES, bob, 1n, maximums);
      const refusal = kind.refuses?.(required);
      if (refusal === undefined) {
        await expect(issued)
          .to.emit(vault, "SharesIssued")
          .withArgs(bob, bob, SHARES, 1n, amounts.with(position, required));
        expect(await vault.balanceOf(bob)).to.equal(300n * WAD + SHARES);
      } else if (refusal.by === "nobody") {
        await expect(issued).to.revert(fixture.ethers);
      } else {
        const contract = refusal.by === "vault" ? vault : await tokenAt("OddERC20", token);
        const evidence: Record<string, readonly unknown[]> = {
          ComponentNotDelivered: [token, required, refusal.arrived],
          ExcessiveComponentIn: [token, required, PLENTY],
          ComponentUnreadable: [token],
          SafeERC20FailedOperation: [token],
        };
        const expected = expect(issued).to.be.revertedWithCustomError(contract, refusal.error);
        await (refusal.by === "vault" ? expected.withArgs(...evidence[refusal.error]) : expected);
      }

      const [balance, total] = [await usdc.balanceOf(vault), await vault.totalSupply()];
      await vault.connect(alice).redeem(SHARES, signers.stranger, alice);
      const part = floorPart(balance, SHARES, total);
      expect(await usdc.balanceOf(signers.stranger)).to.equal(part, "redemption of USDC");
    });
  }
});
