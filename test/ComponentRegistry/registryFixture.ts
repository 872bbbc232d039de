import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";

export const listingKeys =
  "tuple(address token,address feed,uint32 heartbeat,uint128 minimumAnswer,uint128 maximumAnswer,uint64 slippage,uint64 maximumWeight,uint128 dust,bool stable)[]";

/** The registry with the timelock at hand, and a token and a feed that it does not know yet. */
export async function registryFixture() {
  const fixture = await indexFixture();
  const { ethers, registry } = fixture;
  const timelockSigner = await actAsTimelock(fixture);
  const token = await ethers.deployContract("MockERC20", ["New", "NEW", 12]);
  const feed = await ethers.deployContract("MockAggregator", [10, "NEW / USD", 10n ** 10n]);
  const listing = {
    token: await token.getAddress(),
    feed: await feed.getAddress(),
    heartbeat: 3600n,
    minimumAnswer: 5n,
    maximumAnswer: 7n * 10n ** 10n,
    slippage: WAD / 100n,
    maximumWeight: WAD / 3n,
    dust: 42n,
    stable: true,
  };
  type Listing = typeof listing;
  const hashOf = (listings: readonly Listing[]): string =>
    ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode([listingKeys], [listings]));
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
