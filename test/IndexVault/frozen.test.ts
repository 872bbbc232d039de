import { expect } from "chai";
import { concat } from "ethers";

import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture } from "../fixtures/basketFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 3n * WAD;

describe("A frozen component of an IndexVault", () => {
  const use = useFixture(basketFixture);

  /** Both ways to issue: Bob's own delivery, and one by callback. */
  async function issuers() {
    const { vault, ethers, signers } = use();
    const { bob } = signers;
    const amounts = await deliver(use(), bob, 2n * SHARES);
    const { components } = await vault.basket(1n);
    const caller = await ethers.deployContract("CallbackIssuer");
    for (const [i, component] of components.entries())
      await (await ethers.getContractAt("MockERC20", component)).mint(caller, amounts[i]);
    return {
      issue: () => vault.connect(bob).issue(SHARES, bob, 1n, amounts),
      issueWithCallback: () => caller.issue(vault, SHARES, bob, 1n, concat(components)),
    };
  }

  for (const way of ["issue", "issueWithCallback"] as const) {
    it(`P-2 A-3 stops ${way} at once, until it is listed anew`, async () => {
      const { vault, registry, signers, market, ethers } = use();
      const { token, feed } = market.names.get("gamma")!;
      const issue = (await issuers())[way];
      await registry.connect(signers.guardian).freeze(token);
      await expect(issue())
        .to.be.revertedWithCustomError(vault, "ComponentIsFrozen")
        .withArgs(token);

      const addition = {
        token: await ethers.getContractAt("MockERC20", token),
        tokenDecimals: 18,
        feed: await ethers.getContractAt("MockAggregator", feed),
      };
      await addComponents(use(), [addition]);
      await issue();
      expect(await vault.balanceOf(signers.bob)).to.equal(SHARES);
    });

    it(`does not stop ${way} in an index that does not list it, nor a sell-only one`, async () => {
      const { vault, registry, signers, market, ethers } = use();
      const issue = (await issuers())[way];
      const token = await ethers.deployContract("MockERC20", ["Other", "OTHER", 18]);
      await addComponents(use(), [{ token, tokenDecimals: 18 }]);
      await registry.connect(signers.guardian).freeze(token);
      await registry.connect(signers.guardian).restrict(market.names.get("gamma")!.token);
      await issue();
      expect(await vault.balanceOf(signers.bob)).to.equal(SHARES);
    });
  }

  it("L-1 L-2 stops no redemption and no claim", async () => {
    const { vault, registry, signers, market } = use();
    const { alice, guardian } = signers;
    for (const { token } of market.names.values()) await registry.connect(guardian).freeze(token);
    const skipped = { claimant: alice.address, basketId: 1n, minAmounts: [], skip: 1n };
    const [receiver, owner] = [alice.address, alice.address];
    await vault.connect(alice).redeemWith({ shares: SHARES, receiver, owner, ...skipped });
    await vault.connect(alice).redeem(SHARES, alice, alice);
    const { components } = await vault.basket(1n);
    await vault.connect(alice).claim(components[0], alice);
  });
});
