import { expect } from "chai";

import { dollarListingOf } from "../../deploy/dollarListingOf.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

const DOLLAR = 10n ** 10n; // D10{usd/token}
const STABLE = {
  stable: true,
  minAnswer: (DOLLAR * 95n) / 100n,
  maxAnswer: (DOLLAR * 105n) / 100n,
};

/** The registry, and how USDC is listed in it. */
async function dollarFixture() {
  const fixture = await registryFixture();
  const { usdc, market } = fixture;
  const usdcListing = dollarListingOf({
    token: await usdc.getAddress(),
    feed: await market.usdcFeed.getAddress(),
    tokenDecimals: 6,
  });
  return { ...fixture, usdcListing };
}

describe("ComponentRegistry: stablecoins", () => {
  const use = useFixture(dollarFixture);

  /** Announces, waits, has USDC's feed say a dollar again, and gives the call that carries it out. */
  async function announced(listing: ReturnType<typeof dollarListingOf>) {
    const { admin, registry, networkHelpers, market } = use();
    await admin.announceListings([listing]);
    await networkHelpers.time.increase(2n * DAY);
    await market.usdcAggregator.setAnswer(10n ** 8n);
    return registry.list([listing]);
  }

  it("E-2 other than USDC may weigh a half at most, and not a unit more", async () => {
    const { registry, listing, networkHelpers } = use();
    const half = WAD / 2n;
    for (const maxWeight of [half + 1n, WAD])
      await expect(announced({ ...listing, ...STABLE, maxWeight }))
        .to.be.revertedWithCustomError(registry, "StablecoinTooHeavy")
        .withArgs(listing.token, maxWeight, half);
    await announced({ ...listing, ...STABLE, maxWeight: half });
    await networkHelpers.time.increaseTo(await registry.newUntil(listing.token));
    expect((await registry.component(listing.token)).maxWeight).to.equal(half);
    expect(await registry.MAX_STABLE_WEIGHT()).to.equal(half);
  });

  it("E-2 bounds nothing else by a half", async () => {
    const { registry, listing, networkHelpers } = use();
    await announced({ ...listing, maxWeight: WAD });
    await networkHelpers.time.increaseTo(await registry.newUntil(listing.token));
    expect((await registry.component(listing.token)).maxWeight).to.equal(WAD);
  });

  it("E-2 leaves all to USDC, whatever weight its listing gives it", async () => {
    const { registry, usdc, usdcListing } = use();
    for (const maxWeight of [0n, WAD / 2n, WAD]) {
      await announced({ ...usdcListing, maxWeight });
      expect((await registry.component(usdc)).maxWeight).to.equal(WAD);
    }
    expect(await registry.usdc()).to.equal(usdc);
  });

  it("P-1 lists USDC as nothing but a stablecoin within its band", async () => {
    const { registry, usdc, usdcListing } = use();
    const open = { minAnswer: 10n ** 5n, maxAnswer: 10n ** 10n };
    for (const changes of [{ stable: false }, { stable: false, ...open }])
      await expect(announced({ ...usdcListing, ...changes }))
        .to.be.revertedWithCustomError(registry, "UsdcNotStable")
        .withArgs(usdc);
    await expect(announced({ ...usdcListing, ...open })).to.be.revertedWithCustomError(
      registry,
      "StablecoinBandTooWide",
    );
    await announced({ ...usdcListing, slippage: 1n });
    expect((await registry.component(usdc)).slippage).to.equal(1n);
  });
});
