import { expect } from "chai";

import { indexFixture } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

const HOUR = 3600n; // {s}
const PRICE_BASE = 10n ** 36n;

/** An oracle on a rollup, whose sequencer has been up for a day. */
async function rollupFixture() {
  const fixture = await indexFixture();
  const { ethers, registry, networkHelpers } = fixture;
  const uptime = await ethers.deployContract("MockAggregator", [0, "L2 Sequencer Uptime", 0n]);
  const odd = await ethers.deployContract("OddFeed");
  const rollup = await ethers.deployContract("PriceOracle", [registry, uptime]);
  const now = BigInt(await networkHelpers.time.latest());
  await uptime.setRound(0n, now - 24n * HOUR, now);
  return { ...fixture, uptime, odd, rollup };
}

describe("PriceOracle: a rollup's sequencer", () => {
  const use = useFixture(rollupFixture);
  const bases = (): string[] => [use().usdc.target as string];

  /** Every way to ask refuses with the error, and `tryQuotes` finds zeros. */
  async function expectDoubt(error: string, ...args: unknown[]): Promise<void> {
    const { rollup } = use();
    for (const call of [
      rollup.getQuote(1n, bases()[0], US_DOLLAR),
      rollup.getQuotes([1n], bases(), US_DOLLAR),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(rollup, error)
        .withArgs(...args);
    }
    expect([...(await rollup.tryQuotes(PRICE_BASE, bases(), US_DOLLAR))]).to.deep.equal([0n]);
  }

  it("cannot be starved into a doubt that quotes everything at zero", async () => {
    const { rollup, oracle } = use();
    for (const asked of [[], bases()]) {
      for (const gasLimit of [60_000n, 200_000n, 390_000n]) {
        await expect(
          rollup.tryQuotes(PRICE_BASE, asked, US_DOLLAR, { gasLimit }),
          `${gasLimit} gas`,
        ).to.be.revertedWithCustomError(oracle, "InsufficientGas");
      }
    }
    expect(
      await rollup.tryQuotes(PRICE_BASE, [], US_DOLLAR, { gasLimit: 480_000n }),
    ).to.have.length(0);
  });

  it("changes nothing while it works", async () => {
    const { rollup, oracle, uptime, ethers } = use();
    for (const call of ["getQuote", "getQuotes", "tryQuotes"] as const) {
      const ask = (of: typeof oracle) =>
        call === "getQuote"
          ? of.getQuote(7n, bases()[0], US_DOLLAR)
          : call === "getQuotes"
            ? of.getQuotes([7n], bases(), US_DOLLAR)
            : of.tryQuotes(7n, bases(), US_DOLLAR);
      expect(await ask(rollup)).to.deep.equal(await ask(oracle));
    }
    expect(await rollup.sequencerFeed()).to.equal(uptime);
    expect(await oracle.sequencerFeed()).to.equal(ethers.ZeroAddress);
  });

  it("P-1 refuses every price while it is down", async () => {
    const { uptime, networkHelpers } = use();
    const now = BigInt(await networkHelpers.time.latest());
    await uptime.setRound(1n, now, now);
    await expectDoubt("SequencerDown", now);
  });

  it("P-1 refuses every price for an hour after it came back, to the second", async () => {
    const { uptime, rollup, networkHelpers } = use();
    const now = BigInt(await networkHelpers.time.latest());
    await networkHelpers.time.setNextBlockTimestamp(now + HOUR);
    await uptime.setRound(0n, now, now);
    expect(await rollup.GRACE_PERIOD()).to.equal(HOUR);
    await expectDoubt("SequencerRecovering", now, now + HOUR);
    await networkHelpers.mine(1, { interval: 1 });
    await rollup.getQuote(1n, bases()[0], US_DOLLAR);
  });

  it("P-1 says until when, from the second on in which it comes back", async () => {
    const { uptime, networkHelpers } = use();
    const back = BigInt(await networkHelpers.time.latest()) + 10n;
    await networkHelpers.time.setNextBlockTimestamp(back);
    await uptime.setRound(0n, back, back);
    await expectDoubt("SequencerRecovering", back, back + HOUR);
  });

  it("P-1 refuses every price where the uptime feed does not say since when", async () => {
    const { uptime, networkHelpers } = use();
    const now = BigInt(await networkHelpers.time.latest());
    for (const since of [0n, now + 1_000n]) {
      await uptime.setRound(0n, since, now);
      await expectDoubt("SequencerUnknown", since);
    }
  });

  it("P-1 refuses every price where the uptime feed breaks, and burns no more than a feed may", async () => {
    const { ethers, registry, uptime, odd, networkHelpers } = use();
    await uptime.setFault(1n);
    await expectDoubt("SequencerUnreadable", await uptime.getAddress());
    const rollup = await ethers.deployContract("PriceOracle", [registry, odd]);
    for (const fault of [1n, 2n, 3n]) {
      await odd.setFault(fault);
      expect([
        ...(await rollup.tryQuotes(PRICE_BASE, bases(), US_DOLLAR, { gasLimit: 800_000n })),
      ]).to.deep.equal([0n]);
    }
    expect(await networkHelpers.time.latest()).to.be.greaterThan(0);
  });

  it("E-2 cannot be starved into a doubt", async () => {
    const { rollup } = use();
    for (let gasLimit = 30_000n; gasLimit < 600_000n; gasLimit += 10_000n) {
      const quotes = await rollup
        .tryQuotes(PRICE_BASE, bases(), US_DOLLAR, { gasLimit })
        .catch(() => undefined);
      if (quotes !== undefined) expect(quotes[0], `${gasLimit} gas`).to.be.greaterThan(0n);
    }
  });

  it("wants an uptime feed with code, or none", async () => {
    const { ethers, registry, rollup, signers, networkHelpers } = use();
    const feed = signers.stranger.address;
    const deploy = () => ethers.deployContract("PriceOracle", [registry, feed]);
    await expect(deploy()).to.be.revertedWithCustomError(rollup, "NoCode").withArgs(feed);
    await networkHelpers.setCode(feed, "0x00");
    expect(await (await deploy()).sequencerFeed()).to.equal(feed);
  });
});
