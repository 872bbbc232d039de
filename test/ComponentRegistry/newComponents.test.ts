import { expect } from "chai";

import { moveMarket } from "../../market/moveMarket.ts";
import { bitsOf } from "../fixtures/bitsOf.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";
import { wordsOf } from "../fixtures/wordsOf.ts";
import { registryFixture } from "./registryFixture.ts";

const PERIOD = 28n * DAY;
const NEW_WEIGHT = WAD / 50n;
const STABLE = { stable: true, minAnswer: 95n * 10n ** 8n, maxAnswer: 105n * 10n ** 8n };

describe("ComponentRegistry: new components", () => {
  const use = useFixture(registryFixture);
  const weightNow = async () => (await use().registry.component(use().listing.token)).maxWeight;

  /** Announces and carries out, behind the delay. */
  async function list(changes: Record<string, unknown> = {}): Promise<void> {
    const { admin, registry, listing, networkHelpers } = use();
    const listings = [{ ...listing, ...changes }];
    await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list(listings);
  }

  it("P-2 weigh 2 % at most for four weeks after their first listing, to the second", async () => {
    const { registry, listing, networkHelpers } = use();
    await list();
    const until = BigInt(await networkHelpers.time.latest()) + PERIOD;
    expect(await registry.newUntil(listing.token)).to.equal(until);
    expect([await registry.NEW_WEIGHT(), await registry.NEW_PERIOD()]).to.deep.equal([
      NEW_WEIGHT,
      PERIOD,
    ]);
    expect(await weightNow()).to.equal(NEW_WEIGHT);
    const [word] = wordsOf((await registry.startTerms([listing.token])).words);
    expect([bitsOf(word, 0n, 64n), word >> 80n]).to.deep.equal([NEW_WEIGHT, 1n]);
    await networkHelpers.time.increaseTo(until - 1n);
    expect(await weightNow()).to.equal(NEW_WEIGHT);
    await networkHelpers.mine(1, { interval: 1 });
    expect(await weightNow()).to.equal(listing.maxWeight);
  });

  it("P-2 weigh less where their listing says so", async () => {
    await list({ maxWeight: NEW_WEIGHT - 1n });
    expect(await weightNow()).to.equal(NEW_WEIGHT - 1n);
  });

  it("P-2 are not made old by a second listing, nor new again", async () => {
    const { registry, listing, signers, networkHelpers } = use();
    await list();
    const until = await registry.newUntil(listing.token);
    await list({ slippage: 0n });
    await registry.connect(signers.guardian).freeze(listing.token);
    await list({ slippage: 1n });
    expect(await registry.newUntil(listing.token)).to.equal(until);
    expect(await weightNow()).to.equal(NEW_WEIGHT);
    await networkHelpers.time.increaseTo(until);
    await list();
    expect(await registry.newUntil(listing.token)).to.equal(until);
    expect(await weightNow()).to.equal(listing.maxWeight);
  });

  it("P-2 are held to it as stablecoins too, which weigh half at most afterwards", async () => {
    const { registry, networkHelpers, listing } = use();
    await list({ ...STABLE, maxWeight: WAD / 2n });
    expect(await weightNow()).to.equal(NEW_WEIGHT);
    await networkHelpers.time.increaseTo(await registry.newUntil(listing.token));
    expect(await weightNow()).to.equal(WAD / 2n);
  });

  for (const stable of [false, true]) {
    it(`E-2 P-2 no index gives them more: ${stable ? "stablecoins" : "others"}`, async () => {
      const { vault, signers, token, feed, market, networkHelpers } = use();
      await list(stable ? STABLE : {});
      await moveMarket(market, ROWS);
      await feed.setAnswer(10n ** 10n);
      const rest = 10n ** 4n;
      const order = async (weight: bigint) => {
        const weights = { alpha: (WAD * 3n) / 10n, beta: (WAD * 3n) / 10n };
        const plain = await epochOrder(use(), weights, { regime: REGIME.bear });
        const at = plain.weights.findIndex((each) => BigInt(each) === (WAD * 4n) / 10n);
        plain.weights[at] = (WAD * 4n) / 10n - weight;
        return withComponent(plain, await token.getAddress(), weight);
      };
      const strategist = vault.connect(signers.strategist);
      await expect(strategist.startEpoch(await order(NEW_WEIGHT + rest)))
        .to.be.revertedWithCustomError(vault, "WeightTooHigh")
        .withArgs(token, NEW_WEIGHT + rest, NEW_WEIGHT);
      await strategist.startEpoch(await order(NEW_WEIGHT));
      expect(await networkHelpers.time.latest()).to.be.greaterThan(0);
    });
  }

  it("P-2 are not what a registry was founded with, in its first week, before any index", async () => {
    const { ethers, roles, market, timelockSigner, usdc, implementation, networkHelpers } = {
      ...use(),
      implementation: await use().factory.implementation(),
    };
    const registry = await ethers.deployContract("ComponentRegistry", [roles, usdc]);
    const createdAt = BigInt(await networkHelpers.time.latest());
    const oracle = await ethers.deployContract("PriceOracle", [registry, ethers.ZeroAddress]);
    const factory = await ethers.deployContract("IndexFactory", [
      implementation,
      roles,
      registry,
      oracle,
      usdc,
    ]);
    const foundingEnd = await registry.foundingEnd();
    expect(foundingEnd).to.equal(createdAt + 7n * DAY);
    const { listing, creation, signers } = use();
    const [early, late] = [market.names.get("alpha")!.token, market.names.get("beta")!.token];
    await market.operator.probe(registry, [early, late]);
    const admin = registry.connect(timelockSigner);
    const listings = [early, late].map((token) => [{ ...listing, token }]);
    await networkHelpers.time.increaseTo(foundingEnd - 2n * DAY - 3n);
    for (const batch of listings) await admin.announceListings(batch);
    await networkHelpers.time.setNextBlockTimestamp(foundingEnd - 1n);
    await registry.list(listings[0]);
    await expect(
      factory.connect(signers.alice).createIndex.staticCall(creation, { blockTag: "latest" }),
    )
      .to.be.revertedWithCustomError(factory, "RegistryFounding")
      .withArgs(foundingEnd);
    await networkHelpers.time.setNextBlockTimestamp(foundingEnd);
    await registry.list(listings[1]);
    expect(await registry.newUntil(early)).to.equal(0n);
    expect(await registry.newUntil(late)).to.equal(foundingEnd + PERIOD);
    await usdc.mint(signers.alice, creation.usdcAmount);
    await usdc.connect(signers.alice).approve(factory, creation.usdcAmount);
    await factory.connect(signers.alice).createIndex(creation);
  });
});
