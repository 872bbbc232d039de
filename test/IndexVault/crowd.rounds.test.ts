import { expect } from "chai";

import { crowdFixture } from "../fixtures/crowdFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const CAP = 2n ** 24n; // {gas} EIP-7825

describe("Leaving an IndexVault of 128 components by somebody with claims of an older round on all of them", function () {
  const use = useFixture(crowdFixture);
  this.timeout(300_000);

  it("L-3 stays under the transaction's cap by the skip bitmap, plainly and by callback", async () => {
    const { vault, components, networkHelpers, signers, ethers } = use();
    const { alice, bob, stranger } = signers;
    const redeemer = await ethers.deployContract("PartRedeemer");
    const skip = (1n << BigInt(components.length)) - 1n;
    const terms = { receiver: bob, owner: alice, minAmounts: [], basketId: 1n, skip };
    for (const claimant of [stranger, bob])
      await vault.connect(alice).redeemWith({ ...terms, claimant, shares: WAD }, { gasLimit: CAP });
    for (const component of components)
      await vault
        .connect(bob)
        .claim(component, bob)
        .catch(() => undefined); // converts, where there is any
    for (const component of components) await networkHelpers.setCode(component, "0xfe");
    const order = { ...terms, receiver: stranger, claimant: stranger, shares: 100n * WAD };
    const snapshot = await networkHelpers.takeSnapshot();
    const plain = await (await vault.connect(alice).redeemWith(order, { gasLimit: CAP })).wait();
    expect(plain!.gasUsed).to.be.lessThan(CAP);
    await snapshot.restore();
    await vault.connect(alice).approve(redeemer, 100n * WAD);
    const called = await redeemer.connect(alice).redeem(vault, order, 100n, { gasLimit: CAP });
    expect((await called.wait())!.gasUsed).to.be.lessThan(CAP);
    const [amount, shares] = await vault.claimOf(use().odd[3], stranger);
    expect([amount > 0n, shares]).to.deep.equal([true, 100n * WAD]);
  });
});
