import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { DAY, indexFixture, ROWS } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const WIDTH = 10n ** 6n; // {1}
const ALPHA = 42n * 10n ** 8n; // D8{usd/alpha}

/** Alpha is $42, by a proxy in front of an aggregator of 8 decimals; its band has the greatest width. */
async function proxyFixture() {
  const fixture = await indexFixture();
  const { ethers, market } = fixture;
  const alpha = market.names.get("alpha")!;
  const proxy = await ethers.getContractAt("MockFeedProxy", alpha.feed);
  return { ...fixture, alpha, proxy: proxy.connect(await ethers.getSigner(await proxy.owner())) };
}

describe("PriceOracle: a feed whose decimals change", () => {
  const use = useFixture(proxyFixture);

  it("P-1 P-3 is not believed, from the least answer of the widest band to the greatest", async () => {
    const { ethers, oracle, registry, alpha, proxy } = use();
    const { minAnswer, maxAnswer } = await registry.feedOf(alpha.token);
    expect(maxAnswer).to.equal(minAnswer * WIDTH - 1n);
    const amount = 10n ** 6n;
    const quote = () => oracle.getQuote(amount, alpha.token, US_DOLLAR);
    for (const answer of [minAnswer, ALPHA, maxAnswer]) {
      const usual = await ethers.deployContract("MockAggregator", [8, "ALPHA / USD", answer]);
      await proxy.setAggregator(usual);
      expect(await quote()).to.equal(answer * 10n ** 10n);
      for (const digits of [6n, 10n]) {
        const seen = answer * 10n ** digits;
        const wider = await ethers.deployContract("MockAggregator", [8n + digits, "ALPHA", seen]);
        await proxy.setAggregator(wider);
        await expect(quote(), `${answer} ${digits}`)
          .to.be.revertedWithCustomError(oracle, "PriceOutOfBand")
          .withArgs(alpha.token, seen, minAnswer, maxAnswer);
        expect(await oracle.tryQuotes(amount, [alpha.token], US_DOLLAR)).to.deep.equal([0n]);
      }
    }
  });

  it("P-1 is listed with no wider band, to the unit", async () => {
    const { registry, alpha, market, networkHelpers } = use();
    const admin = registry.connect(await actAsTimelock(use()));
    const [component, listing] = [alpha.token, listingOf(alpha)];
    const minAnswer = ALPHA / 2n;
    const list = async (maxAnswer: bigint) => {
      const listings = [{ ...listing, minAnswer, maxAnswer }];
      await admin.announceListings(listings);
      await networkHelpers.time.increase(2n * DAY);
      await moveMarket(market, ROWS);
      return registry.list(listings);
    };
    await expect(list(minAnswer * WIDTH))
      .to.be.revertedWithCustomError(registry, "BandTooWide")
      .withArgs(component, minAnswer, minAnswer * WIDTH);
    await list(minAnswer * WIDTH - 1n);
    expect((await registry.feedOf(component)).maxAnswer).to.equal(minAnswer * WIDTH - 1n);
    expect(await registry.MAX_BAND()).to.equal(WIDTH);
  });
});
