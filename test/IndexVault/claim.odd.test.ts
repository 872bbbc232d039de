import { expect } from "chai";

import { everybodyLeaves } from "../fixtures/leaving/everybodyLeaves.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { ODD_KINDS } from "../fixtures/leaving/oddKinds.ts";
import { STATES } from "../fixtures/leaving/states.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.claim of odd components", () => {
  const use = useFixture(leavingFixture);
  const [inUnits, inShares] = ["units", "shares"].map((what) =>
    STATES.find(({ name }) => name === `Bob has a claim on every component, in ${what}`)!,
  );

  for (const kind of ODD_KINDS) {
    it(`L-1 L-4 pays what waited in shares of one that ${kind.name}, at once or when it can`, async () => {
      const { components, first } = use();
      const position = components.indexOf(await first.getAddress());
      await inShares.set(use());
      const skip = 1n << BigInt(position);
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), skip)).to.deep.equal([]);
    });

    it(`V-1 L-1 L-4 pays what was owed in units before it ${kind.name}, at once or when it can`, async () => {
      const { components, second } = use();
      const position = components.indexOf(await second.getAddress());
      await inUnits.set(use());
      expect(await everybodyLeaves(use(), new Map([[position, kind]]), 0n)).to.deep.equal([]);
    });
  }

  it("V-13 L-4 keeps a claim in units on a component that was written off, while its balance is impossible", async () => {
    const { components, first, vault, signers, codes, networkHelpers } = use();
    const token = await first.getAddress();
    await STATES.find(({ name }) =>
      name.endsWith("written off, and Bob has a claim on it, in units"),
    )!.set(use());
    const [owed] = await vault.claimOf(first, signers.bob);
    expect(owed).to.be.greaterThan(0n);
    const impossible = ODD_KINDS.find(({ name }) => name.includes("more than there can be"))!;
    await impossible.set({ fixture: use(), token, receiver: signers.stranger.address });
    await expect(
      vault.connect(signers.bob).claim(token, signers.bob),
    ).to.be.revertedWithCustomError(vault, "ComponentNotDelivered");
    expect(await vault.claimOf(token, signers.bob)).to.deep.equal([owed, 0n]);
    await networkHelpers.setCode(token, codes.ordinary.get(token)!);
    const had = await first.balanceOf(signers.bob);
    await vault.connect(signers.bob).claim(token, signers.bob);
    expect((await first.balanceOf(signers.bob)) - had).to.equal(owed);
    expect(components).to.include(token);
  });
});
