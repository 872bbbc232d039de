import { expect } from "chai";

import { publishBook } from "../../deploy/publishBook.ts";
import { bitsOf } from "../fixtures/bitsOf.ts";
import { DAY } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { wordsOf } from "../fixtures/wordsOf.ts";
import { bookFixture } from "./bookFixture.ts";

const MOST = 200n;
const BUYABLE = 1n;
const SELL_ONLY = 2n;
const FROZEN = 3n;

type Fixture = Awaited<ReturnType<typeof bookFixture>>;

/** Everything that is said of many at once. */
async function saidOf({ registry }: Fixture, tokens: readonly string[]): Promise<string[]> {
  const { words, feeds } = await registry.startTerms([...tokens]);
  return [words, feeds, await registry.tradeTerms([...tokens])];
}

/** The same, of each alone: never out of a book. */
async function saidOfEach({ registry, ethers }: Fixture, tokens: readonly string[]) {
  const [words, feeds, trades]: string[][] = [[], [], []];
  for (const token of tokens) {
    const start = await registry.startTerms([token]);
    words.push(start.words);
    feeds.push(start.feeds);
    trades.push(await registry.tradeTerms([token]));
  }
  return [words, feeds, trades].map((parts) => ethers.concat(parts));
}

/** Status of one of many, as a trade is told it. */
async function statusAmong({ registry, listed }: Fixture, token: string): Promise<bigint> {
  const words = wordsOf(await registry.tradeTerms(listed));
  return bitsOf(words[2 * listed.indexOf(token)], 192n, 8n);
}

describe("ComponentRegistry.publishBook", () => {
  const use = useFixture(bookFixture);

  /** Publishes all that is listed, and sees that a change forgets it. */
  async function expectForgotten(change: () => Promise<unknown>): Promise<void> {
    const fixture = use();
    const { registry, anyone, ethers, listed } = fixture;
    await anyone.publishBook(listed);
    expect(await registry.book()).not.to.equal(ethers.ZeroAddress);
    await change();
    expect(await registry.book()).to.equal(ethers.ZeroAddress);
    expect(await saidOf(fixture, listed)).to.deep.equal(await saidOfEach(fixture, listed));
  }

  it("P-2 E-2 changes nothing of what is said of seven, eight or a hundred, in whatever order", async () => {
    const fixture = use();
    const { anyone, listed, listing, signers } = fixture;
    const inBook = listed.filter((_, at) => at % 13 !== 5);
    const strangers = [listing.token, signers.stranger.address];
    const asked = [
      [],
      listed.slice(0, 7),
      listed.slice(0, 8),
      listed.slice(-8),
      listed.slice(3, 103),
      listed.toReversed(),
      [...listed.slice(50, 90), ...listed.slice(0, 60)],
      [...strangers, ...listed.slice(9, 40), ...strangers, ...listed.slice(39, 80)],
      listed.filter((_, at) => at % 13 === 5),
      Array.from({ length: 9 }, () => listed.at(-1)!),
      Array.from({ length: 9 }, () => strangers[0]),
    ];
    const before = [];
    for (const tokens of asked) before.push(await saidOf(fixture, tokens));
    await anyone.publishBook(inBook);
    for (const [at, tokens] of asked.entries())
      expect(await saidOf(fixture, tokens), `${at}`).to.deep.equal(before[at]);
    expect(before[4]).to.deep.equal(await saidOfEach(fixture, asked[4]));
    expect(new Set(wordsOf(before[4][0])).size).to.be.greaterThan(90);
  });

  it("is not opened for seven, and makes eight and more cheaper", async () => {
    const { registry, anyone, listed } = use();
    const gasOf = async (count: number): Promise<bigint[]> => [
      await registry.tradeTerms.estimateGas(listed.slice(0, count)),
      await registry.startTerms.estimateGas(listed.slice(0, count)),
    ];
    const [seven, eight, hundred] = [await gasOf(7), await gasOf(8), await gasOf(100)];
    await anyone.publishBook(listed);
    const [sevenBy, eightBy, hundredBy] = [await gasOf(7), await gasOf(8), await gasOf(100)];
    expect(sevenBy).to.deep.equal(seven);
    for (const at of [0, 1]) {
      expect(eightBy[at]).to.be.lessThan(eight[at]);
      expect(hundredBy[at] * 2n).to.be.lessThan(hundred[at]);
    }
  });

  it("is published by anyone, and says so", async () => {
    const { registry, anyone, ethers, listed } = use();
    expect(await registry.book()).to.equal(ethers.ZeroAddress);
    const sent = await anyone.publishBook(listed.slice(0, 9));
    const book = await registry.book();
    await expect(sent).to.emit(registry, "BookPublished").withArgs(book, 9n);
    expect(ethers.dataLength(await ethers.provider.getCode(book))).to.equal(1 + 9 * 116);
  });

  it("is published of all that is listed by the deployment's step, again after a change, and not twice", async () => {
    const { registry, guardian, ethers, listed, signers } = use();
    const count = listed.length;
    expect(await publishBook(registry, signers.stranger)).to.equal(count);
    expect(await publishBook(registry, signers.stranger)).to.equal(0);
    await guardian.restrict(listed[3]);
    await registry.publishBook(listed.slice(1));
    expect(await publishBook(registry, signers.stranger)).to.equal(count);
    const code = await ethers.provider.getCode(await registry.book());
    const tokens = listed.map((_, at) => ethers.dataSlice(code, 1 + at * 116, 21 + at * 116));
    expect(tokens.map(ethers.getAddress)).to.deep.equal(listed);
  });

  it("gives way to one with more in it only, and to none that is too large", async () => {
    const { registry, anyone, listed, ethers } = use();
    const refusal = async (tokens: string[], present: bigint): Promise<void> => {
      await expect(anyone.publishBook(tokens))
        .to.be.revertedWithCustomError(registry, "BookSizeUnsuitable")
        .withArgs(BigInt(tokens.length), present, MOST);
    };
    await refusal([], 0n);
    await anyone.publishBook(listed.slice(0, 20));
    const first = await registry.book();
    await refusal([], 20n);
    await refusal(listed.slice(0, 19), 20n);
    await refusal(listed.slice(20, 40), 20n);
    await anyone.publishBook(listed.slice(1, 22));
    expect(await registry.book()).not.to.equal(first);
    await refusal(listed.slice(0, 21), 21n);
    const many = Array.from({ length: 201 }, (_, at) => ethers.toBeHex(at + 1, 20));
    await refusal(many, 21n);
    await expect(anyone.publishBook(many.slice(1)))
      .to.be.revertedWithCustomError(registry, "NotListed")
      .withArgs(many[1]);
  });

  it("wants tokens that ascend and are listed", async () => {
    const { registry, anyone, listed, listing, ethers } = use();
    const [first, second, third] = listed;
    for (const [tokens, token] of [
      [[second, first, third], first],
      [[first, second, second], second],
      [[ethers.ZeroAddress, first], ethers.ZeroAddress],
    ] as const) {
      await expect(anyone.publishBook([...tokens]))
        .to.be.revertedWithCustomError(registry, "TokensNotAscending")
        .withArgs(token);
    }
    await expect(anyone.publishBook([listing.token]))
      .to.be.revertedWithCustomError(registry, "NotListed")
      .withArgs(listing.token);
    expect(await registry.book()).to.equal(ethers.ZeroAddress);
  });

  it("P-2 A-3 is forgotten as soon as a component is restricted", async () => {
    const { guardian, listed } = use();
    expect(await statusAmong(use(), listed[60])).to.equal(BUYABLE);
    await expectForgotten(async () => guardian.restrict(listed[60]));
    expect(await statusAmong(use(), listed[60])).to.equal(SELL_ONLY);
  });

  it("P-2 A-3 is forgotten as soon as a component is frozen, and once more", async () => {
    const { guardian, listed } = use();
    await expectForgotten(async () => guardian.freeze(listed[0]));
    expect(await statusAmong(use(), listed[0])).to.equal(FROZEN);
    await expectForgotten(async () => guardian.freeze(listed[0]));
    expect(await statusAmong(use(), listed[0])).to.equal(FROZEN);
  });

  it("P-2 A-3 is forgotten as soon as a limit is tightened", async () => {
    const { registry, guardian, listed } = use();
    const token = listed.at(-1)!;
    const { heartbeat, minAnswer, maxAnswer } = await registry.feedOf(token);
    const { slippage, maxWeight, dust } = await registry.component(token);
    const band = { minAnswer, maxAnswer, maxDivergence: 0n };
    const limits = { heartbeat: heartbeat - 1n, ...band, slippage, maxWeight, dust };
    await expectForgotten(async () => guardian.tighten(token, limits));
    const words = wordsOf(await registry.tradeTerms(listed));
    expect(bitsOf(words.at(-2)!, 160n, 24n)).to.equal(heartbeat - 1n);
  });

  it("P-2 is forgotten as soon as a component is listed, for the first time or again", async () => {
    const { admin, registry, networkHelpers, listing } = use();
    for (const listings of [[listing], [{ ...listing, dust: listing.dust - 1n }]]) {
      await admin.announceListings(listings);
      await networkHelpers.time.increase(2n * DAY);
      await expectForgotten(async () => registry.list(listings));
    }
  });

  it("P-2 A-3 says of what was frozen and is listed again that it is buyable", async () => {
    const { admin, anyone, guardian, registry, networkHelpers, listing, listed } = use();
    const announced = async (): Promise<void> => {
      await admin.announceListings([listing]);
      await networkHelpers.time.increase(2n * DAY);
      await registry.list([listing]);
    };
    await announced();
    const all = [...listed, listing.token].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    await guardian.freeze(listing.token);
    await anyone.publishBook(all);
    expect(await statusAmong({ ...use(), listed: all }, listing.token)).to.equal(FROZEN);
    await announced();
    expect(await statusAmong({ ...use(), listed: all }, listing.token)).to.equal(BUYABLE);
  });

  it("P-2 lets a component be new for its four weeks, and no longer, whatever the age of the book", async () => {
    const { admin, anyone, registry, networkHelpers, listing, listed } = use();
    await admin.announceListings([listing]);
    await networkHelpers.time.increase(2n * DAY);
    await registry.list([listing]);
    const all = [...listed, listing.token].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    await anyone.publishBook(all);
    const wordNow = async (): Promise<bigint> => {
      const { words } = await registry.startTerms(all, { blockTag: "latest" });
      return wordsOf(words)[all.indexOf(listing.token)];
    };
    const until = await registry.newUntil(listing.token);
    await networkHelpers.time.increaseTo(until - 1n);
    const early = await wordNow();
    expect([bitsOf(early, 80n, 8n), bitsOf(early, 0n, 64n)]).to.deep.equal([
      1n,
      await registry.NEW_WEIGHT(),
    ]);
    await networkHelpers.time.increaseTo(until);
    const late = await wordNow();
    expect([bitsOf(late, 80n, 8n), bitsOf(late, 0n, 64n)]).to.deep.equal([0n, listing.maxWeight]);
    expect(await saidOf(use(), all)).to.deep.equal(await saidOfEach(use(), all));
  });
});
