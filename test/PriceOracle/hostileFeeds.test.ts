import { expect } from "chai";

import { listingOf } from "../../deploy/listingOf.ts";
import { listOnMarket } from "../../market/listOnMarket.ts";
import { indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const PRICE_BASE = 10n ** 36n;
const FEED_GAS = 300_000n;
const GAS_OPCODE = 2n; // {gas} what it costs to ask
/** Code of a feed that answers, now, with the gas it was given. */
const GAS_TELLER = "0x5a6020524260605260a05ff3";
const FAULT = { none: 0n, burnGas: 1n, returnShort: 2n, revertBomb: 3n } as const;

/** A component whose price comes from four feeds, each of which breaks on demand: its own two, and the two of its quote. */
async function fourFeedsFixture() {
  const fixture = await indexFixture();
  const { ethers, signers, market, networkHelpers } = fixture;
  const quote = await ethers.deployContract("MockERC20", ["Quote", "QUOTE", 18]);
  const token = await ethers.deployContract("MockERC20", ["Any", "ANY", 18]);
  const feeds = await Promise.all([1, 2, 3, 4].map(() => ethers.deployContract("OddFeed")));
  const [own, ownSecond, quoted, quotedSecond] = await Promise.all(
    feeds.map((feed) => feed.getAddress()),
  );
  const listing = (address: string, feed: string, secondFeed: string) => ({
    ...listingOf({ token: address, feed, tokenDecimals: 18 }),
    secondFeed,
    secondHeartbeat: 3600n,
    maxDivergence: WAD / 100n,
  });
  const [tokenAt, quoteAt] = [await token.getAddress(), await quote.getAddress()];
  const listings = [
    listing(quoteAt, quoted, quotedSecond),
    { ...listing(tokenAt, own, ownSecond), quote: quoteAt },
  ];
  await listOnMarket(fixture, market, signers.admin, listings, async (seconds) => {
    await networkHelpers.time.increase(seconds);
  });
  await moveMarket(market, ROWS);
  const bases = [tokenAt, ...[...market.names.values()].map((name) => name.token)];
  return { ...fixture, feeds, bases };
}

describe("PriceOracle.tryQuotes: hostile feeds behind one price", () => {
  const use = useFixture(fourFeedsFixture);
  const ask = (gasLimit: bigint) =>
    use().oracle.tryQuotes(PRICE_BASE, use().bases, US_DOLLAR, { gasLimit });

  it("P-1 lets each of the four break alone or with the others, and prices the rest", async () => {
    const { feeds, bases } = use();
    const full = [...(await ask(2n ** 24n))];
    expect(full[0]).to.equal(PRICE_BASE);
    for (let broken = 1; broken < 16; broken++) {
      for (const fault of [FAULT.burnGas, FAULT.returnShort, FAULT.revertBomb]) {
        for (const [i, feed] of feeds.entries())
          await feed.setFault((broken >> i) & 1 ? fault : FAULT.none);
        const quotes = [...(await ask(4_000_000n))];
        expect(quotes, `feeds ${broken}, fault ${fault}`).to.deep.equal([0n, ...full.slice(1)]);
      }
    }
    expect(bases.length).to.equal(full.length);
  });

  it("E-2 gives four feeds their fair gas, or nothing at all: a starved call reverts", async () => {
    const full = [...(await ask(2n ** 24n))];
    let least: bigint | undefined;
    for (let gasLimit = 100_000n; gasLimit < 2_000_000n; gasLimit += 50_000n) {
      const quotes = await ask(gasLimit).catch(() => undefined);
      if (quotes === undefined) continue;
      least ??= gasLimit;
      expect([...quotes], `${gasLimit} gas`).to.deep.equal(full);
    }
    expect(least).to.be.greaterThan(1_400_000n);
    await expect(ask(1_300_000n))
      .to.be.revertedWithCustomError(use().oracle, "InsufficientGas")
      .withArgs((left: bigint) => left < 1_400_000n, 1_400_000n);
  });

  it("E-2 P-1 gives each feed 300,000 gas, to the unit", async () => {
    const { feeds, bases, oracle, networkHelpers } = use();
    for (const feed of feeds) await networkHelpers.setCode(await feed.getAddress(), GAS_TELLER);
    const told = FEED_GAS - GAS_OPCODE; // {usd/token}, 8 decimals each for the token and for its quote
    expect(await oracle.getQuote(PRICE_BASE, bases[0], US_DOLLAR)).to.equal(
      (PRICE_BASE * told * told) / 10n ** 16n,
    );
  });

  it("E-2 gives the last feed all that it may use, after three have burnt theirs", async () => {
    const { feeds, ethers } = use();
    const slow = await ethers.deployContract("SlowFeed", [280_000n]);
    const code = await ethers.provider.getCode(slow);
    for (const feed of feeds)
      await ethers.provider.send("hardhat_setCode", [await feed.getAddress(), code]);
    const full = [...(await ask(2n ** 24n))];
    expect(full[0]).to.equal(PRICE_BASE);
    for (let gasLimit = 1_300_000n; gasLimit < 2_600_000n; gasLimit += 100_000n) {
      const quotes = await ask(gasLimit).catch(() => undefined);
      if (quotes !== undefined) expect([...quotes], `${gasLimit} gas`).to.deep.equal(full);
    }
  });
});
