import { type Signer, ZeroHash } from "ethers";
import type { MarketRow } from "@sheaf/sdk/market/market";

import { deployPeriphery } from "../deploy/deployPeriphery.ts";
import type { Sheaf } from "../deploy/deploySheaf.ts";
import { deploySheaf } from "../deploy/deploySheaf.ts";
import { dollarListingOf } from "../deploy/dollarListingOf.ts";
import type { Listing } from "../deploy/listComponents.ts";
import { listingOf } from "../deploy/listingOf.ts";
import { publishBook } from "../deploy/publishBook.ts";
import { waitForFounding } from "../deploy/waitForFounding.ts";
import type { IndexLens, IndexRouter, IndexVault } from "../types/index.js";
import { createLocalMarket } from "../market/createLocalMarket.ts";
import { listOnMarket } from "../market/listOnMarket.ts";
import { decimalsOf } from "../market/decimalsOf.ts";
import type { LocalMarket, MarketName, MarketRow as LocalRow } from "../market/LocalMarket.ts";
import type { Connection } from "./openChain.ts";
import type { Person } from "./person.ts";

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
const ADMIN_DELAY = 2 * DAY; // {s}
const USDC = 10n ** 6n;

/** What the creator puts in. {usdc} */
export const CREATION_USDC = 100_000n * USDC;
/** {1} What trades may lose in any seven days, unless a demo says otherwise, and in a weekly epoch. */
const LOSS_LIMIT = (WAD * 3n) / 100n;
const WEEKLY_LOSS_CAP = WAD / 100n;

/** What a share costs at first. {usdc/share} */
export const SHARE_PRICE = 100n * USDC;

/** A stablecoin beside USDC, as it is on the day on which it is listed. */
export type StableCoin = { readonly row: LocalRow; readonly decimals: number };

/** How a demo's index differs from the usual one. */
export type DemoTerms = {
  readonly stables?: readonly StableCoin[];
  readonly lossLimit?: bigint; // WAD of NAV, what trades may lose in seven days
};

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

/** Deploys the market with the names of `rows` and of `stables`, the contracts and one index on a local chain. */
export async function setUpDemo(
  connection: Connection,
  name: string,
  rows: readonly MarketRow[],
  { stables = [], lossLimit = LOSS_LIMIT }: DemoTerms = {},
): Promise<Demo> {
  const { ethers, ignition, networkHelpers } = connection;
  const [, admin, strategist, keeper, guardian, alice, bob, carol, dan, stranger] =
    await ethers.getSigners();
  const market = await createLocalMarket({
    ethers,
    ignition,
    rows: [...rows, ...stables.map(({ row }) => row)],
    decimalsOf: (id) => stables.find(({ row }) => row.id === id)?.decimals ?? decimalsOf(id),
  });
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
  const stableIds = new Set(stables.map(({ row }) => row.id));
  const listings = [...market.names.values()].map((listed) =>
    stableIds.has(listed.id) ? stableListingOf(listed) : listingOf(listed),
  );
  listings.push(dollarListingOf(usdcName));
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(sheaf, market, admin, listings, waitFor);
  await publishBook(sheaf.registry, admin);
  await waitForFounding(sheaf.registry, waitFor);

  const creator: Person = { name: "Alice", signer: alice, address: alice.address };
  const vault = await createIndex(sheaf, market, creator, { name, lossLimit });
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

/** Like a dollar, with the tier of everything that is traded. */
function stableListingOf(name: MarketName): Listing {
  return { ...dollarListingOf(name), slippage: listingOf(name).slippage };
}

async function createIndex(
  sheaf: Sheaf,
  market: LocalMarket,
  creator: Person,
  { name, lossLimit }: { readonly name: string; readonly lossLimit: bigint },
): Promise<IndexVault> {
  const usdc = market.usdc.connect(creator.signer);
  await (await usdc.mint(creator.address, CREATION_USDC)).wait();
  await (await usdc.approve(await sheaf.factory.getAddress(), CREATION_USDC)).wait();
  const creation = {
    name,
    symbol: name.replaceAll(" ", "").toUpperCase(),
    usdcAmount: CREATION_USDC,
    sharePrice: SHARE_PRICE,
    maxStableWeight: WAD / 5n,
    bearAllowed: true,
    minInterval: 6 * DAY,
    lossLimit,
    weeklyLossCap: lossLimit < WEEKLY_LOSS_CAP ? lossLimit : WEEKLY_LOSS_CAP,
    turnoverLimit: 4n * WAD,
    salt: ZeroHash,
  };
  await (await sheaf.factory.connect(creator.signer).createIndex(creation)).wait();
  return market.ethers.getContractAt("IndexVault", await sheaf.factory.indexAt(0));
}
