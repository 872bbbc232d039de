import { expect } from "chai";

import { listOnMarket } from "../../market/listOnMarket.ts";
import { FAULT } from "../fixtures/epochSetting.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";
import { HEARTBEAT, sourcesFixture, TEN } from "./sourcesFixture.ts";

const PRICE_BASE = 10n ** 36n;
const FIRST = TEN / 10n ** 10n; // D8{usd/token}
const MAXIMUM = 10n ** 16n; // WAD

describe("PriceOracle: a second feed", () => {
  const use = useFixture(sourcesFixture);
  const quote = (amount: bigint) => use().oracle.getQuote(amount, use().tokens.pair, US_DOLLAR);
  const tryQuote = async () =>
    (await use().oracle.tryQuotes(PRICE_BASE, [use().tokens.pair], US_DOLLAR))[0];

  it("may only doubt: the price is the first feed's", async () => {
    const { feeds } = use();
    await feeds.pairSecond.setAnswer(TEN + TEN / 200n);
    expect(await quote(10n ** 24n)).to.equal(TEN);
  });

  it("P-1 may be apart by the maximum, of the lesser, and not by a unit more", async () => {
    const { oracle, tokens, feeds } = use();
    for (const [second, good] of [
      [TEN + TEN / 100n, true],
      [TEN + TEN / 100n + 1n, false],
      [(TEN * 100n) / 101n + 1n, true],
      [(TEN * 100n) / 101n, false],
      [2n ** 128n, false],
      [2n ** 191n - 1n, false], // its product with any decimals is no number
      [1n, false],
    ] as const) {
      await feeds.pairSecond.setAnswer(second);
      if (good) expect(await quote(10n ** 24n), `${second}`).to.equal(TEN);
      else
        await expect(quote(1n), `${second}`)
          .to.be.revertedWithCustomError(oracle, "PricesDivergent")
          .withArgs(tokens.pair, FIRST, second, MAXIMUM);
      expect((await tryQuote()) > 0n, `${second}`).to.equal(good);
    }
  });

  it("P-1 may say the most that a band could believe, and nothing above it", async () => {
    const { oracle, feeds, listings, market, signers, waitFor, refresh } = use();
    const most = 2n ** 128n - 1n; // D18{usd/token}
    const band = { minAnswer: most / 10n ** 15n, maxAnswer: most / 10n ** 10n };
    const dear = { ...listings.pair, ...band };
    await listOnMarket(use(), market, signers.admin, [dear], waitFor);
    await refresh();
    await feeds.pair.setAnswer(most / 10n ** 10n);
    await feeds.pairSecond.setAnswer(most);
    expect(await quote(10n ** 24n)).to.equal((most / 10n ** 10n) * 10n ** 10n);
    await feeds.pairSecond.setAnswer(most + 1n);
    await expect(quote(1n)).to.be.revertedWithCustomError(oracle, "PricesDivergent");
  });

  it("P-1 is doubted like a first one, and its cause passed on", async () => {
    const { oracle, tokens, feeds } = use();
    for (const [fault, error] of [
      [FAULT.reverting, "FeedUnreadable"],
      [FAULT.zero, "PriceNotPositive"],
      [FAULT.negative, "PriceNotPositive"],
      [FAULT.stale, "PriceStale"],
      [FAULT.future, "PriceFromFuture"],
    ] as const) {
      await feeds.pairSecond.setFault(fault);
      await expect(quote(1n), error)
        .to.be.revertedWithCustomError(oracle, "SecondFeedDoubtful")
        .withArgs(tokens.pair, (cause: string) =>
          cause.startsWith(oracle.interface.getError(error)!.selector),
        );
      expect(await tryQuote(), error).to.equal(0n);
      await feeds.pairSecond.setFault(FAULT.none);
    }
  });

  it("P-1 has a heartbeat of its own, to the second", async () => {
    const { oracle, feeds, networkHelpers } = use();
    const start = BigInt(await networkHelpers.time.latest());
    const updatedAt = start + 1n - HEARTBEAT;
    await networkHelpers.time.setNextBlockTimestamp(start + 1n);
    await feeds.pairSecond.setRound(TEN, updatedAt, updatedAt);
    expect(await quote(10n ** 24n)).to.equal(TEN);
    await networkHelpers.mine(1, { interval: 1 });
    await expect(quote(1n)).to.be.revertedWithCustomError(oracle, "SecondFeedDoubtful");
  });

  it("does not save what the first feed is doubted for", async () => {
    const { oracle, feeds } = use();
    await feeds.pair.setFault(FAULT.zero);
    await expect(quote(1n)).to.be.revertedWithCustomError(oracle, "PriceNotPositive");
  });
});
