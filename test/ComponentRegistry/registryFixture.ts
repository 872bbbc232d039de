import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { US_DOLLAR } from "../fixtures/valueOf.ts";

/** The registry with the timelock at hand, and a token that it has probed and does not list yet, with a feed. */
export async function registryFixture() {
  const fixture = await indexFixture();
  const { ethers, registry } = fixture;
  const timelockSigner = await actAsTimelock(fixture);
  const token = await ethers.deployContract("MockERC20", ["New", "NEW", 12]);
  const feed = await ethers.deployContract("MockAggregator", [10, "NEW / USD", 10n ** 10n]);
  const listing = {
    token: await token.getAddress(),
    feed: await feed.getAddress(),
    quote: US_DOLLAR,
    heartbeat: 3600n,
    minAnswer: 5n * 10n ** 5n,
    maxAnswer: 7n * 10n ** 10n,
    secondFeed: ethers.ZeroAddress,
    secondHeartbeat: 0n,
    maxDivergence: 0n,
    slippage: WAD / 100n,
    maxWeight: WAD / 3n,
    dust: 42n,
    stable: false,
  };
  await fixture.market.operator.probe(registry, [token]);
  type Listing = typeof listing;
  const hashOf = (listings: readonly Listing[]): string =>
    ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode(registry.interface.getFunction("list").inputs, [
        listings,
      ]),
    );
  return {
    ...fixture,
    timelockSigner,
    admin: registry.connect(timelockSigner),
    token,
    feed,
    listing,
    hashOf,
  };
}
