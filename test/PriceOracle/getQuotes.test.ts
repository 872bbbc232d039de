import { expect } from "chai";
import { ZeroAddress } from "ethers";

import { addComponents } from "../fixtures/addComponents.ts";
import { FAULT, setFault } from "../fixtures/epochSetting.ts";
import { indexFixture } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const PRICE_BASE = 10n ** 36n;

describe("PriceOracle.getQuotes and tryQuotes", () => {
  const use = useFixture(indexFixture);
  const tokens = (): string[] => [...use().market.names.values()].map(({ token }) => token);

  it("say of many what getQuote says of each", async () => {
    const { oracle } = use();
    const amounts = tokens().map((_, i) => 10n ** 20n + BigInt(i));
    const each = await Promise.all(
      tokens().map((token, i) => oracle.getQuote(amounts[i], token, US_DOLLAR)),
    );
    expect([...(await oracle.getQuotes(amounts, tokens(), US_DOLLAR))]).to.deep.equal(each);
    const base = await Promise.all(
      tokens().map((token) => oracle.getQuote(PRICE_BASE, token, US_DOLLAR)),
    );
    expect([...(await oracle.tryQuotes(PRICE_BASE, tokens(), US_DOLLAR))]).to.deep.equal(base);
  });

  for (const [name, error] of [
    ["stale", "PriceStale"],
    ["zero", "PriceNotPositive"],
    ["negative", "PriceNotPositive"],
    ["future", "PriceFromFuture"],
    ["reverting", "FeedUnreadable"],
  ] as const) {
    it(`P-1 refuse, and find zero for, an answer that is ${name}, whatever the others say`, async () => {
      const fixture = use();
      const { oracle } = fixture;
      await setFault(fixture, "beta", FAULT[name]);
      const at = tokens().indexOf(fixture.market.names.get("beta")!.token);
      const quotes = await oracle.tryQuotes(PRICE_BASE, tokens(), US_DOLLAR);
      for (const [i, quote] of quotes.entries()) expect(quote === 0n, `${i}`).to.equal(i === at);

      const ones = tokens().map(() => 1n);
      const refused = oracle.getQuotes(ones, tokens(), US_DOLLAR);
      await expect(refused).to.be.revertedWithCustomError(oracle, error);
      const others = await oracle.getQuotes(ones.with(at, 0n), tokens(), US_DOLLAR);
      expect(others[at], "nothing of it is nothing").to.equal(0n);
    });
  }

  it("P-1 find zero for what has no feed, and refuse it", async () => {
    const { oracle, signers } = use();
    const bases = [signers.stranger.address, tokens()[0]];
    const [unknown, known] = await oracle.tryQuotes(PRICE_BASE, bases, US_DOLLAR);
    expect([unknown, known > 0n]).to.deep.equal([0n, true]);
    await expect(oracle.getQuotes([1n, 1n], bases, US_DOLLAR))
      .to.be.revertedWithCustomError(oracle, "FeedMissing")
      .withArgs(signers.stranger);
  });

  it("M-1 find zero for a price that no word holds, and go on", async () => {
    const fixture = use();
    const { oracle, ethers } = fixture;
    const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", 0]);
    const most = 2n ** 128n - 1n;
    const feed = await ethers.deployContract("MockAggregator", [0, "DEAR / USD", most]);
    await addComponents(fixture, [{ token, tokenDecimals: 0, feed }]);
    await feed.setAnswer(most);
    const bases = [await token.getAddress(), tokens()[0]];
    const [dear, other] = await oracle.tryQuotes(PRICE_BASE, bases, US_DOLLAR);
    expect([dear, other > 0n]).to.deep.equal([0n, true]);
  });

  it("M-1 P-1 round a value down whose product no word holds, and find zero for one that none holds itself", async () => {
    const fixture = use();
    const { oracle, ethers } = fixture;
    const deploy = async (decimals: number, answer: bigint): Promise<string> => {
      const token = await ethers.deployContract("MockERC20", ["Dear", "DEAR", decimals]);
      const feed = await ethers.deployContract("MockAggregator", [decimals, "DEAR / USD", answer]);
      await addComponents(fixture, [{ token, tokenDecimals: decimals, feed }]);
      await feed.setAnswer(answer);
      return token.getAddress();
    };
    const answer = 200_000n * 10n ** 18n + 7n; // D18{usd/token}
    const fine = await deploy(18, answer);
    const amount = PRICE_BASE + 1n; // {tok}
    const product = amount * answer * 10n ** 18n;
    expect(product >> 256n, "more than a word").to.equal(1n);
    const quotes = await oracle.tryQuotes(amount, [fine], US_DOLLAR);
    expect([...quotes]).to.deep.equal([product / 10n ** 36n]);
    expect(await oracle.getQuote(amount, fine, US_DOLLAR)).to.equal(product / 10n ** 36n);

    const whole = await deploy(0, 1n);
    const most = 2n ** 256n / 10n ** 18n; // {tok} the last of a dollar each whose value a word holds
    expect([...(await oracle.tryQuotes(most, [whole], US_DOLLAR))]).to.deep.equal([
      most * 10n ** 18n,
    ]);
    expect([...(await oracle.tryQuotes(most + 1n, [whole], US_DOLLAR))]).to.deep.equal([0n]);
  });

  describe("by terms that the caller has had of the registry", () => {
    it("say what they say otherwise, doubts included", async () => {
      const fixture = use();
      const { oracle, registry } = fixture;
      const bases = tokens();
      const terms = await registry.tradeTerms(bases);
      await setFault(fixture, "beta", FAULT.stale);
      const quotes = [...(await oracle.tryQuotesBy(PRICE_BASE, bases, terms, US_DOLLAR))];
      expect(quotes).to.deep.equal([...(await oracle.tryQuotes(PRICE_BASE, bases, US_DOLLAR))]);
      expect(quotes.filter((quote) => quote === 0n)).to.have.lengthOf(1);
    });

    it("P-1 say of each its amount, and refuse what is doubtful by its error", async () => {
      const fixture = use();
      const { oracle, registry } = fixture;
      const bases = tokens();
      const amounts = bases.map((_, i) => BigInt(i) * 10n ** 20n);
      const terms = await registry.tradeTerms(bases);
      expect([...(await oracle.getQuotesBy(amounts, bases, terms, US_DOLLAR))]).to.deep.equal([
        ...(await oracle.getQuotes(amounts, bases, US_DOLLAR)),
      ]);
      await setFault(fixture, "beta", FAULT.stale);
      await expect(
        oracle.getQuotesBy(amounts, bases, terms, US_DOLLAR),
      ).to.be.revertedWithCustomError(oracle, "PriceStale");
      const at = bases.indexOf(fixture.market.names.get("beta")!.token);
      await oracle.getQuotesBy(amounts.with(at, 0n), bases, terms, US_DOLLAR);
    });

    it("P-1 find zero in the place of what is not asked for, whatever its terms", async () => {
      const { oracle, registry } = use();
      const bases = tokens();
      const terms = await registry.tradeTerms(bases);
      const asked = bases.with(1, ZeroAddress);
      const quotes = await oracle.tryQuotesBy(PRICE_BASE, asked, terms, US_DOLLAR);
      for (const [i, quote] of quotes.entries()) expect(quote === 0n, `${i}`).to.equal(i === 1);
    });

    it("P-1 refuse terms of more or fewer bases", async () => {
      const { oracle, registry } = use();
      const bases = tokens();
      for (const others of [bases.slice(1), [...bases, bases[0]], []]) {
        const terms = await registry.tradeTerms(others);
        for (const call of [
          oracle.tryQuotesBy(1n, bases, terms, US_DOLLAR),
          oracle.getQuotesBy(
            bases.map(() => 1n),
            bases,
            terms,
            US_DOLLAR,
          ),
        ]) {
          await expect(call)
            .to.be.revertedWithCustomError(oracle, "TermsMismatch")
            .withArgs(64 * others.length, bases.length);
        }
      }
    });
  });

  it("want the dollar as unit of account", async () => {
    const { oracle, usdc } = use();
    for (const call of [
      oracle.getQuotes([1n], tokens().slice(0, 1), usdc),
      oracle.tryQuotes(1n, tokens(), usdc),
      oracle.tryQuotesBy(1n, [], "0x", usdc),
      oracle.getQuotesBy([], [], "0x", usdc),
    ]) {
      await expect(call).to.be.revertedWithCustomError(oracle, "QuoteUnsupported").withArgs(usdc);
    }
  });

  it("E-2 give every feed its fair gas, or nothing at all: a starved call reverts", async () => {
    const { oracle } = use();
    const full = await oracle.tryQuotes(PRICE_BASE, tokens(), US_DOLLAR);
    for (let gasLimit = 60_000n; gasLimit < 700_000n; gasLimit += 20_000n) {
      const quotes = await oracle
        .tryQuotes(PRICE_BASE, tokens(), US_DOLLAR, { gasLimit })
        .catch(() => undefined);
      if (quotes !== undefined) expect(quotes, `${gasLimit} gas`).to.deep.equal(full);
    }
    const told: bigint[] = [];
    const tell = (gas: bigint): boolean => told.push(gas) > 0;
    await expect(oracle.tryQuotes(PRICE_BASE, tokens(), US_DOLLAR, { gasLimit: 300_000n }))
      .to.be.revertedWithCustomError(oracle, "InsufficientGas")
      .withArgs(tell, tell);
    expect(told[0], "what there is").to.be.lessThan(told[1]);
    expect(told[1], "what it takes").to.equal(400_000n);
  });
});
