import { expect } from "chai";

import { FAULT } from "../fixtures/epochSetting.ts";
import { DAY } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

const WHOLE = 10n ** 18n; // D18{usd/token}
const ETHER = 2_000n; // {usd/eth}
const UNPROVEN_DELAY = 9n * DAY;
const PROOF_AGE = 8n * DAY;
const MOST = 2n ** 128n - 1n;
/** A band that no answer of a feed here meets. */
const HOPELESS = { minAnswer: MOST - 1n, maxAnswer: MOST };

/** A thousand times up and down. */
const bandOf = (answer: bigint) => ({
  minAnswer: answer / 1_000n,
  maxAnswer: (answer / 1_000n) * 10n ** 6n - 1n,
});

/** `ether` in dollars at 8 decimals, `part` at 6 decimals in ether at 18, worth a dollar each, and a feed in dollars for `part`. */
async function quotedFixture() {
  const fixture = await registryFixture();
  const { admin, registry, ethers, market, networkHelpers, listing, signers } = fixture;
  const deploy = {
    token: (decimals: number) => ethers.deployContract("MockERC20", ["Any", "ANY", decimals]),
    feed: (decimals: number, answer: bigint) =>
      ethers.deployContract("MockAggregator", [decimals, "ANY", answer]),
  };
  const tokens = { ether: await deploy.token(18), part: await deploy.token(6) };
  const feeds = {
    ether: await deploy.feed(8, ETHER * 10n ** 8n),
    part: await deploy.feed(18, WHOLE / ETHER),
    other: await deploy.feed(18, WHOLE),
  };
  await market.operator.probe(registry, Object.values(tokens));
  const common = { ...listing, maxWeight: WHOLE };
  const ether = {
    ...common,
    ...bandOf(ETHER * 10n ** 8n),
    token: await tokens.ether.getAddress(),
    feed: await feeds.ether.getAddress(),
  };
  const part = {
    ...common,
    ...bandOf(WHOLE / ETHER),
    token: await tokens.part.getAddress(),
    feed: await feeds.part.getAddress(),
    quote: ether.token,
  };
  const replacement = {
    ...common,
    ...bandOf(100n * WHOLE),
    token: part.token,
    feed: await feeds.other.getAddress(),
  };
  type Listing = typeof ether;

  /** Announces, waits, has every feed say again what it said, and gives the call that carries it out. */
  const announce = async (listings: readonly Listing[], wait = 2n * DAY) => {
    await admin.announceListings([...listings]);
    await networkHelpers.time.increase(wait);
    for (const feed of Object.values(feeds)) await feed.setAnswer(await feed.answer());
    return () => registry.list([...listings]);
  };
  await (
    await announce([ether, part])
  )();
  const guardian = registry.connect(signers.guardian);
  return { ...fixture, tokens, feeds, ether, part, replacement, announce, guardian };
}

describe("ComponentRegistry: what a new source of a price is held against", () => {
  const use = useFixture(quotedFixture);

  /** Has the clock and the answer of `part`'s feed such that the feed's last answer is `age` old when the next block comes. */
  async function ageTo(age: bigint): Promise<void> {
    const { networkHelpers, feeds } = use();
    const at = BigInt(await networkHelpers.time.latest());
    await networkHelpers.time.setNextBlockTimestamp(at + 1n);
    await feeds.part.setRound(await feeds.part.answer(), at + 2n - age, at + 2n - age);
    await networkHelpers.time.setNextBlockTimestamp(at + 2n);
  }

  it("P-2 is what the old feed says, whatever terms were listed to make it doubtful", async () => {
    const { registry, part, ether, replacement, feeds, announce, ethers, networkHelpers } = use();
    const quarrel = await ethers.deployContract("MockAggregator", [18, "ANY", 1n]);
    const second = {
      secondFeed: await quarrel.getAddress(),
      secondHeartbeat: 2n ** 24n - 1n,
      maxDivergence: WHOLE / 100n,
    };
    const snapshot = await networkHelpers.takeSnapshot();
    for (const [name, terms] of Object.entries({
      heartbeat: { ...part, heartbeat: 1n },
      band: { ...part, ...HOPELESS },
      second: { ...part, ...second },
      heartbeatOfQuote: { ...ether, heartbeat: 1n },
      bandOfQuote: { ...ether, ...HOPELESS },
      secondOfQuote: { ...ether, ...second },
    })) {
      await (
        await announce([terms])
      )();
      await feeds.other.setAnswer(3n * WHOLE);
      const far = await announce([replacement], UNPROVEN_DELAY);
      await networkHelpers.time.increase(10n);
      await expect(far(), name)
        .to.be.revertedWithCustomError(registry, "FeedTooFar")
        .withArgs(replacement.token, WHOLE * WHOLE, 3n * WHOLE * WHOLE);
      await feeds.other.setAnswer(WHOLE + WHOLE / 20n);
      await far();
      await snapshot.restore();
    }
  });

  it("P-2 is what an old feed in dollars says, whatever terms were listed to make it doubtful", async () => {
    const { registry, ether, replacement, feeds, announce } = use();
    await (
      await announce([{ ...ether, ...HOPELESS }])
    )();
    const old = ETHER * WHOLE; // D18{usd/eth}
    await feeds.other.setAnswer(3n * old);
    const far = await announce([{ ...replacement, token: ether.token }], UNPROVEN_DELAY);
    await expect(far())
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(ether.token, WHOLE * old, 3n * WHOLE * old);
    await feeds.other.setAnswer(old);
    await far();
  });

  it("P-2 is the greatest answer that any terms could believe", async () => {
    const { registry, part, replacement, feeds, announce, networkHelpers } = use();
    await (
      await announce([{ ...part, heartbeat: 1n }])
    )();
    await feeds.other.setAnswer(3n * WHOLE);
    const far = await announce([replacement], UNPROVEN_DELAY);
    await feeds.part.setAnswer(MOST);
    await networkHelpers.time.increase(10n);
    await expect(far())
      .to.be.revertedWithCustomError(registry, "FeedTooFar")
      .withArgs(part.token, MOST * ETHER * WHOLE, 3n * WHOLE * WHOLE);
  });

  it("P-2 waits nine days all the same where the oracle doubts the old one", async () => {
    const { registry, part, replacement, announce, networkHelpers } = use();
    await (
      await announce([{ ...part, heartbeat: 1n }])
    )();
    const send = await announce([replacement]);
    await networkHelpers.time.increase(10n);
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedUnproven");
  });

  it("P-2 is an answer of eight days, to the second, and none that is older", async () => {
    const { registry, part, replacement, feeds, announce } = use();
    await (
      await announce([{ ...part, heartbeat: 1n }])
    )();
    await feeds.other.setAnswer(3n * WHOLE);
    const send = await announce([replacement], UNPROVEN_DELAY);
    await ageTo(PROOF_AGE);
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedTooFar");
    await ageTo(PROOF_AGE + 1n);
    await send();
  });

  it("P-2 is an answer of a heartbeat's age where that is longer", async () => {
    const { registry, part, replacement, feeds, announce } = use();
    const slow = 20n * DAY;
    await (
      await announce([{ ...part, heartbeat: slow, ...HOPELESS }])
    )();
    await feeds.other.setAnswer(3n * WHOLE);
    const send = await announce([replacement], UNPROVEN_DELAY);
    await ageTo(slow);
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedTooFar");
    await ageTo(slow + 1n);
    await send();
  });

  it("P-2 is nothing where what it is quoted in is silent, or says what nobody could believe", async () => {
    const { replacement, feeds, announce, networkHelpers } = use();
    await feeds.other.setAnswer(3n * WHOLE);
    const send = await announce([replacement], UNPROVEN_DELAY);
    const snapshot = await networkHelpers.takeSnapshot();
    for (const fault of [FAULT.reverting, FAULT.zero, FAULT.negative, FAULT.stale, FAULT.future]) {
      for (const feed of [feeds.part, feeds.ether]) {
        await feed.setFault(fault);
        await send();
        await snapshot.restore();
      }
    }
    for (const feed of [feeds.part, feeds.ether]) {
      await feed.setAnswer(MOST + 1n);
      await send();
      await snapshot.restore();
    }
    // The product of both is no number.
    await feeds.part.setAnswer(MOST);
    await feeds.ether.setAnswer(MOST);
    await send();
  });

  it("P-2 is nothing of what is quoted in a frozen component: nine days instead", async () => {
    const { registry, guardian, tokens, replacement, feeds, announce, networkHelpers } = use();
    await guardian.freeze(tokens.ether);
    await feeds.other.setAnswer(3n * WHOLE);
    const send = await announce([replacement]);
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedUnproven");
    await networkHelpers.time.increase(7n * DAY);
    await feeds.other.setAnswer(3n * WHOLE);
    await send();
  });

  it("P-2 cannot be made unreadable by a chain of quotes", async () => {
    const { registry, ether, replacement, feeds, announce, usdc } = use();
    const nested = { ...ether, quote: await usdc.getAddress(), heartbeat: 2n ** 24n - 1n };
    const usdcFeed = (await registry.feedOf(usdc)).feed;
    const dollar = await use().ethers.getContractAt(
      "MockAggregator",
      await (await use().ethers.getContractAt("MockFeedProxy", usdcFeed)).aggregator(),
    );
    const first = await announce([nested]);
    await dollar.setAnswer(10n ** 8n);
    await first();
    await feeds.other.setAnswer(3n * WHOLE);
    const send = await announce([replacement], UNPROVEN_DELAY);
    await dollar.setAnswer(10n ** 8n);
    await expect(send())
      .to.be.revertedWithCustomError(registry, "QuoteUnusable")
      .withArgs(replacement.token, ether.token);
    const back = await announce([ether]);
    await dollar.setAnswer(10n ** 8n);
    await back();
    await expect(send()).to.be.revertedWithCustomError(registry, "FeedTooFar");
  });

  it("M-1 P-2 is nothing that no word holds, nor is that anything new", async () => {
    const { registry, oracle, announce, ethers, market, ether, replacement, networkHelpers } =
      use();
    const huge = 2n ** 95n;
    const heartbeat = 2n ** 24n - 1n;
    const tokens = [
      await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]),
      await ethers.deployContract("MockERC20", ["Dearest", "DEAREST", 0]),
    ];
    const feeds = [
      await ethers.deployContract("MockAggregator", [0, "DEAR / USD", huge]),
      await ethers.deployContract("MockAggregator", [0, "DEAREST / DEAR", 1n]),
    ];
    await market.operator.probe(registry, tokens);
    const [dear, dearest] = [await tokens[0].getAddress(), await tokens[1].getAddress()];
    const feedOf = await Promise.all(feeds.map((feed) => feed.getAddress()));
    const listingsFor = (answer: bigint) => [
      { ...ether, ...bandOf(huge), token: dear, feed: feedOf[0], heartbeat },
      { ...ether, ...bandOf(answer), token: dearest, feed: feedOf[1], heartbeat, quote: dear },
    ];
    const snapshot = await networkHelpers.takeSnapshot();
    // The first whose value, the first whose product is no number, and one beyond both.
    const firsts = [WHOLE ** 2n, WHOLE].map((unit) => 2n ** 256n / (unit * huge) + 1n);
    for (const answer of [...firsts, huge]) {
      await snapshot.restore();
      await feeds[1].setAnswer(answer);
      await (
        await announce(listingsFor(answer))
      )();
      const send = await announce([{ ...replacement, token: dearest }]);
      await expect(send()).to.be.revertedWithCustomError(registry, "FeedUnproven");
      await networkHelpers.time.increase(7n * DAY);
      await use().feeds.other.setAnswer(WHOLE);
      await send();
    }

    const back = await announce([listingsFor(huge)[1]]);
    await expect(back())
      .to.be.revertedWithCustomError(registry, "FeedDoubtful")
      .withArgs(dearest, (cause: string) => {
        const { name, args } = oracle.interface.parseError(cause)!;
        expect(name).to.equal("PriceTooLarge");
        return args[0] === dearest && args[1] === huge ** 2n * WHOLE && args[2] === WHOLE;
      });
  });
});
