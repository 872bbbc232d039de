import { expect } from "chai";
import { network } from "hardhat";

const FAULT = { none: 0, reverting: 1, stale: 2, zero: 3, negative: 4, future: 5 } as const;
const PRICE = 2_500n * 10n ** 8n;

const { ethers, networkHelpers } = await network.create();

describe("MockAggregator", () => {
  const fixture = async () => {
    const [owner] = await ethers.getSigners();
    const aggregator = await ethers.deployContract("MockAggregator", [8, "ETH / USD", PRICE]);
    const written = BigInt(await networkHelpers.time.latest());
    const proxy = await ethers.deployContract("MockFeedProxy", [aggregator, owner]);
    return { aggregator, proxy, written };
  };

  it("counts rounds and dates them", async () => {
    const { aggregator, proxy } = await networkHelpers.loadFixture(fixture);
    await aggregator.setAnswer(PRICE + 1n);
    const now = BigInt(await networkHelpers.time.latest());

    expect([...(await aggregator.latestRoundData())]).to.deep.equal([2n, PRICE + 1n, now, now, 2n]);
    const phased = (1n << 64n) + 2n;
    expect([...(await proxy.latestRoundData())]).to.deep.equal([
      phased,
      PRICE + 1n,
      now,
      now,
      phased,
    ]);
  });

  it("writes any dates", async () => {
    const { proxy, aggregator } = await networkHelpers.loadFixture(fixture);
    await aggregator.setRound(0n, 5n, 7n);
    const { answer, startedAt, updatedAt } = await proxy.latestRoundData();
    expect([answer, startedAt, updatedAt]).to.deep.equal([0n, 5n, 7n]);
  });

  it("misbehaves on demand and recovers", async () => {
    const { proxy, aggregator, written } = await networkHelpers.loadFixture(fixture);
    await aggregator.setFault(FAULT.reverting);
    await expect(proxy.latestRoundData()).to.be.revertedWithCustomError(
      aggregator,
      "FeedUnavailable",
    );

    await aggregator.setFault(FAULT.zero);
    expect((await proxy.latestRoundData()).answer).to.equal(0n);
    await aggregator.setFault(FAULT.negative);
    expect((await proxy.latestRoundData()).answer).to.equal(-PRICE);
    await aggregator.setFault(FAULT.stale);
    expect((await proxy.latestRoundData()).updatedAt).to.equal(written - 365n * 86_400n);
    await aggregator.setFault(FAULT.future);
    expect((await proxy.latestRoundData()).updatedAt).to.be.greaterThan(
      await networkHelpers.time.latest(),
    );

    await aggregator.setFault(FAULT.none);
    const { answer, updatedAt } = await proxy.latestRoundData();
    expect([answer, updatedAt]).to.deep.equal([PRICE, written]);
  });
});
