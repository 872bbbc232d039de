import type { BaseContract } from "ethers";

import type { Listing } from "../../deploy/listComponents.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { listOnMarket } from "../../market/listOnMarket.ts";
import type { MockAggregator } from "../../types/index.js";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";

/** Whole tokens are worth this: ether in dollars at 8 decimals, the others in ether at 18 and in dollars at 8 and 18. */
export const ETHER = 2_500n * 10n ** 8n; // D8{usd/eth}
export const PART = 4n * 10n ** 15n; // D18{eth/token}
export const DOLLAR = 10n ** 8n; // D8{usd/token}
export const TEN = 10n * 10n ** 18n; // D18{usd/token}

export const HEARTBEAT = 86_400n; // {s}
export const BAND = { minAnswer: PART / 2n, maxAnswer: PART * 2n } as const;

/**
 * Prices with more than one source: `ether` in dollars, held against a second feed; `part` (6 decimals) in ether; `pair` at ten
 * dollars by two feeds of different decimals, one per cent apart at most; `dollar`, a stablecoin. All feeds are fresh.
 */
export async function sourcesFixture() {
  const fixture = await indexFixture();
  const { ethers, signers, networkHelpers } = fixture;
  const deploy = {
    token: (decimals: number) => ethers.deployContract("MockERC20", ["Any", "ANY", decimals]),
    feed: (decimals: number, answer: bigint) =>
      ethers.deployContract("MockAggregator", [decimals, "ANY", answer]),
  };
  const tokens = {
    ether: await deploy.token(18),
    part: await deploy.token(6),
    pair: await deploy.token(24),
    dollar: await deploy.token(2),
  };
  const feeds = {
    ether: await deploy.feed(8, ETHER),
    etherSecond: await deploy.feed(8, ETHER),
    part: await deploy.feed(18, PART),
    pair: await deploy.feed(8, TEN / 10n ** 10n),
    pairSecond: await deploy.feed(18, TEN),
    dollar: await deploy.feed(8, DOLLAR),
  };
  const terms = async (
    token: BaseContract,
    feed: MockAggregator,
    tokenDecimals: number,
    changes: Partial<Listing>,
  ): Promise<Listing> => ({
    ...listingOf({
      token: await token.getAddress(),
      feed: await feed.getAddress(),
      tokenDecimals,
      answer: await feed.answer(),
    }),
    ...changes,
  });
  const second = async (feed: BaseContract): Promise<Partial<Listing>> => ({
    secondFeed: await feed.getAddress(),
    secondHeartbeat: HEARTBEAT,
    maxDivergence: WAD / 100n,
  });
  const listings = {
    ether: await terms(tokens.ether, feeds.ether, 18, await second(feeds.etherSecond)),
    part: await terms(tokens.part, feeds.part, 6, {
      quote: await tokens.ether.getAddress(),
      ...BAND,
    }),
    pair: await terms(tokens.pair, feeds.pair, 24, await second(feeds.pairSecond)),
    dollar: await terms(tokens.dollar, feeds.dollar, 2, {
      stable: true,
      minAnswer: (DOLLAR * 98n) / 100n,
      maxAnswer: (DOLLAR * 102n) / 100n,
    }),
  };
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(fixture, fixture.market, signers.admin, Object.values(listings), waitFor);

  /** Every feed says again what it said, now. */
  const refresh = async (): Promise<void> => {
    for (const feed of Object.values(feeds)) await feed.setAnswer(await feed.answer());
  };
  await refresh();
  return { ...fixture, tokens, feeds, listings, refresh, waitFor };
}
