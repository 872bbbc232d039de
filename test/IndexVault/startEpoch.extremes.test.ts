import { expect } from "chai";

import { probeToken } from "../../deploy/probeToken.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, REGIME, UNIT_SCALE } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const DOLLAR = 10n ** 6n;
const MOST_READ = 2n ** 160n - 1n; // {tok} a balance over it counts as unreadable
const FULL_LIMIT = 2n ** 224n; // D36{tok/share}

/** An index of 10,000 USDC in a hundredth of a share, and a listed token of which it was given all that can be read. */
async function inflated(fixture: IndexFixture, decimals: number) {
  const { ethers, signers } = fixture;
  const vault = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
  const liar = await ethers.deployContract("MockERC20", ["Liar", "LIAR", decimals]);
  await addComponents(fixture, [{ token: liar, tokenDecimals: decimals }]);
  await liar.mint(vault, MOST_READ);
  const token = await liar.getAddress();
  const third = (WAD * 3n) / 10n;
  const plain = await epochOrder(fixture, { alpha: third }, { regime: REGIME.bear });
  return { vault: vault.connect(signers.strategist), liar, order: withComponent(plain, token) };
}

describe("IndexVault.startEpoch", () => {
  describe("of figures at the end of their range", () => {
    const use = useFixture(indexFixture);

    it("M-1 E-2 carries a frozen component with the greatest balance that can be read", async () => {
      const { registry, signers, market } = use();
      const { vault, liar, order } = await inflated(use(), 18);
      await registry.connect(signers.guardian).freeze(liar);
      await vault.startEpoch(order);
      const { components, units, carried } = await vault.basket(1n);
      const at = components.indexOf(liar.target as string);
      expect(carried).to.equal(1n << BigInt(at));
      // The most that an entry holds: 88 binary digits of 2^224 - 1, times a weight of one, which needs more than a word.
      expect(units[at]).to.equal(FULL_LIMIT - 2n ** 136n);
      const alpha = components.indexOf(market.names.get("alpha")!.token);
      // $3,000 of alpha at $42, with 6 decimals, in a hundredth of a share
      const target = (units[alpha] * 10n ** 16n) / UNIT_SCALE;
      expect(target).to.equal((3_000n * 10n ** 6n) / 42n);
    });

    for (const restricted of [false, true]) {
      const what = restricted ? "sell-only" : "buyable";
      it(`M-1 E-2 starts with a ${what} component with the greatest balance that can be read`, async () => {
        const { registry, signers, networkHelpers } = use();
        const { vault, liar, order } = await inflated(use(), 0);
        if (restricted) await registry.connect(signers.guardian).restrict(liar);
        await vault.startEpoch(order);
        expect((await vault.basket(1n)).carried).to.equal(0n);
        await networkHelpers.time.increaseTo((order.deadline as bigint) + 1n);
        await vault.closeEpoch();
        await vault.connect(signers.alice).redeem(10n ** 15n, signers.alice, signers.alice);
      });
    }

    it("M-1 E-2 starts with a component of 27 decimals at the least price", async () => {
      const fixture = use();
      const { ethers, signers } = fixture;
      const vault = await createIndex(fixture, { sharePrice: 1_000_000n * DOLLAR });
      const token = await ethers.deployContract("MockERC20", ["Cheap", "CHEAP", 27]);
      const feed = await ethers.deployContract("MockAggregator", [18, "CHEAP / USD", 1n]);
      await addComponents(fixture, [{ token, tokenDecimals: 27, feed }]);
      await feed.setAnswer(1n);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      await vault
        .connect(signers.strategist)
        .startEpoch(withComponent(order, await token.getAddress()));
      expect((await vault.basket(1n)).carried).to.equal(0n);
    });

    it("refuses the index's own share as a component", async () => {
      const fixture = use();
      const { vault, signers } = fixture;
      await probeToken(fixture.registry, signers.alice, await vault.getAddress(), 10_000n);
      await addComponents(fixture, [{ token: vault, tokenDecimals: 18 }]);
      const order = await epochOrder(fixture, {}, { regime: REGIME.bear });
      const own = await vault.getAddress();
      await expect(vault.connect(signers.strategist).startEpoch(withComponent(order, own)))
        .to.be.revertedWithCustomError(vault, "ComponentNotListed")
        .withArgs(own);
    });
  });
});
