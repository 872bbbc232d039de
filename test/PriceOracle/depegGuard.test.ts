import { expect } from "chai";

import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { DOLLAR, sourcesFixture } from "./sourcesFixture.ts";

describe("PriceOracle: the depeg guard", () => {
  const use = useFixture(sourcesFixture);

  it("P-1 refuses a stablecoin that left its band, to the unit, with an error of its own", async () => {
    const { oracle, tokens, feeds } = use();
    const [minimum, maximum] = [(DOLLAR * 98n) / 100n, (DOLLAR * 102n) / 100n];
    for (const answer of [minimum, DOLLAR, maximum]) {
      await feeds.dollar.setAnswer(answer);
      expect(await oracle.getQuote(100n, tokens.dollar, US_DOLLAR)).to.equal(answer * 10n ** 10n);
    }
    for (const answer of [minimum - 1n, maximum + 1n]) {
      await feeds.dollar.setAnswer(answer);
      const args = [tokens.dollar, answer, minimum, maximum];
      await expect(oracle.getQuote(100n, tokens.dollar, US_DOLLAR))
        .to.be.revertedWithCustomError(oracle, "StablecoinDepegged")
        .withArgs(...args);
      await expect(oracle.getQuotes([1n, 1n], [tokens.pair, tokens.dollar], US_DOLLAR))
        .to.be.revertedWithCustomError(oracle, "StablecoinDepegged")
        .withArgs(...args);
      const [good, bad] = await oracle.tryQuotes(
        10n ** 36n,
        [tokens.pair, tokens.dollar],
        US_DOLLAR,
      );
      expect([good > 0n, bad]).to.deep.equal([true, 0n]);
    }
  });
});
