import { expect } from "chai";

import { basketFixture } from "../fixtures/basketFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexVault.redeem of dust", () => {
  const use = useFixture(basketFixture);

  it("V-8 says that it paid nothing of what one share's dust has less than a unit of", async () => {
    const { vault, signers } = use();
    const alice = vault.connect(signers.alice);
    const supply = await vault.totalSupply();
    const expected = (await vault.holdings()).map((held) => floorPart(held, 1n, supply));
    expect(expected.filter((amount) => amount === 0n)).to.have.length.above(1);
    const paid = await alice.redeem.staticCall(1n, signers.bob, signers.alice);
    expect([...paid]).to.deep.equal(expected);
    await expect(alice.redeem(1n, signers.bob, signers.alice))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(signers.alice, signers.bob, signers.alice, 1n, await vault.basketId(), expected);
  });
});
