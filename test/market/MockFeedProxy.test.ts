import { expect } from "chai";
import { network } from "hardhat";

const PRICE = 2_500n * 10n ** 8n;

const { ethers } = await network.create();

describe("MockFeedProxy", () => {
  it("lets its owner alone replace the aggregator, and starts a new phase", async () => {
    const [owner, stranger] = await ethers.getSigners();
    const first = await ethers.deployContract("MockAggregator", [8, "ETH / USD", PRICE]);
    const second = await ethers.deployContract("MockAggregator", [18, "ETH / USD again", 1n]);
    const proxy = await ethers.deployContract("MockFeedProxy", [first, owner]);

    await expect(proxy.connect(stranger).setAggregator(second)).to.be.revertedWithCustomError(
      proxy,
      "OwnableUnauthorizedAccount",
    );
    await proxy.setAggregator(second);

    expect(await proxy.aggregator()).to.equal(await second.getAddress());
    expect(await proxy.decimals()).to.equal(18n);
    expect(await proxy.description()).to.equal("ETH / USD again");
    expect((await proxy.latestRoundData()).roundId).to.equal((2n << 64n) + 1n);
  });
});
