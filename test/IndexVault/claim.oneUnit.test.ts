import { expect } from "chai";

import { READ } from "../fixtures/oddFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.claim of one smallest unit", () => {
  const use = useFixture(routerFixture);

  for (const way of ["claim", "settleClaims"] as const)
    it(`L-4 a claim kept in shares that is worth one unit pays it, by ${way}`, async () => {
      const { vault, odd, components, signers } = use();
      const { alice, stranger } = signers;
      // The vault holds as many units of it as there are shares: one of either is worth one of the other.
      expect(await odd.balanceOf(vault)).to.equal(await vault.totalSupply());
      await odd.setReadFault(READ.revert);
      await vault.connect(alice).redeem(1n, alice.address, alice.address);
      expect(await vault.claimOf(odd, alice.address)).to.deep.equal([0n, 1n]);
      await odd.setReadFault(READ.none);
      const had = await odd.balanceOf(alice.address);
      const position = BigInt(components.indexOf(await odd.getAddress()));
      await (way === "claim"
        ? vault.connect(alice).claim(odd, alice.address)
        : vault.connect(stranger).settleClaims(1n << position));
      expect((await odd.balanceOf(alice.address)) - had).to.equal(1n);
      expect(await vault.claimOf(odd, alice.address)).to.deep.equal([0n, 0n]);
    });
});
