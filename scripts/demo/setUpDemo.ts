import type { Signer } from "ethers";
import type { MarketRow } from "@sheaf/sdk/market/market";

import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import type { Sheaf } from "../../deploy/deploySheaf.ts";
import { deploySheaf } from "../../deploy/deploySheaf.ts";
import { dollarListingOf } from "../../deploy/dollarListingOf.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { waitForFounding } from "../../deploy/waitForFounding.ts";
import type { IndexLens, IndexRouter, IndexVault } from "../../types/index.js";
import { createLocalMarket } from "../market/createLocalMarket.ts";
import { listOnMarket } from "../market/listOnMarket.ts";
import type { LocalMarket } from "../market/LocalMarket.ts";
import type { Connection } from "./openChain.ts";
import type { Person } from "./person.ts";

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
const ADMIN_DELAY = 2 * DAY; // {s}
const USDC = 10n ** 6n;

/** What the creator puts in. {usdc} */
export const CREATION_USDC = 100_000n * USDC;
/** What a share costs at first. {usdc/share} */
export const SHARE_PRICE = 100n * USDC;

export type Demo = {
  readonly connection: Connection;
  readonly market: LocalMarket;
  readonly sheaf: Sheaf;
  readonly router: IndexRouter;
  readonly lens: IndexLens; // what people quote from
  readonly vault: IndexVault;
  readonly creator: Person;
  readonly people: readonly Person[];
  readonly admin: Signer;
  readonly strategist: string;
  readonly keeper: string;
  readonly stranger: string; // holds no role and no share
  readonly multicall: string; // what reads are batched with
};

/** Deploys the market with the names of `rows`, the contracts and one index on a local chain. */
export async function setUpDemo(
  connection: Connection,
  name: string,
  rows: readonly MarketRow[],
): Promise<Demo> {
  const { ethers, ignition, networkHelpers } = connection;
  const [, admin, strategist, keeper, guardian, alice, bob, carol, dan, stranger] =
    await ethers.getSigners();
  const market = await createLocalMarket({ ethers, ignition, rows });
  const usdc = await market.usdc.getAddress();
  const sheaf = await deploySheaf({
    ethers,
    ignition,
    usdc,
    admin: admin.address,
    strategist: strategist.address,
    keeper: keeper.address,
    guardian: guardian.address,
    adminDelay: ADMIN_DELAY,
  });

  const { router, lens } = await deployPeriphery({
    ethers,
    ignition,
    factory: await sheaf.factory.getAddress(),
    weth: await market.weth.getAddress(),
    poolFactory: await market.factory.getAddress(),
  });

  const usdcName = { token: usdc, feed: await market.usdcFeed.getAddress(), tokenDecimals: 6 };
  const listings = [...market.names.values()].map(listingOf);
  listings.push(dollarListingOf(usdcName));
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(sheaf, market, admin, listings, waitFor);
  await waitForFounding(sheaf.registry, waitFor);

  const creator: Person = { name: "Alice", signer: alice, address: alice.address };
  const vault = await createIndex(sheaf, market, name, creator);
  const people = [
    { name: "Bob", signer: bob, address: bob.address },
    { name: "Carol", signer: carol, address: carol.address },
    { name: "Dan", signer: dan, address: dan.address },
  ];
  return {
    connection,
    market,
    sheaf,
    router,
    lens,
    vault,
    creator,
    people,
    admin,
    strategist: strategist.address,
    keeper: keeper.address,
    stranger: stranger.address,
    multicall: await (await ethers.deployContract("Multicall")).getAddress(),
  };
}

async function createIndex(
  sheaf: Sheaf,
  market: LocalMarket,
  name: string,
  creator: Person,
): Promise<IndexVault> {
  const usdc = market.usdc.connect(creator.signer);
  await (await usdc.mint(creator.address, CREATION_USDC)).wait();
  await (await usdc.approve(await sheaf.factory.getAddress(), CREATION_USDC)).wait();
  const creation = {
    name,
    symbol: name.replaceAll(" ", "").toUpperCase(),
    usdcAmount: CREATION_USDC,
    sharePrice: SHARE_PRICE,
    maximumStableWeight: WAD / 5n,
    bearAllowed: true,
    minimumInterval: 6 * DAY,
    lossLimit: (WAD * 3n) / 100n,
    weeklyLossCap: WAD / 100n,
    turnoverLimit: 4n * WAD,
  };
  await (await sheaf.factory.connect(creator.signer).createIndex(creation)).wait();
  return market.ethers.getContractAt("IndexVault", await sheaf.factory.indexAt(0));
}
