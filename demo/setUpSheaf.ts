import type { Signer } from "ethers";
import type { MarketRow } from "@sheaf/sdk/market/market";

import { deployPeriphery } from "../deploy/deployPeriphery.ts";
import type { Sheaf } from "../deploy/deploySheaf.ts";
import { deploySheaf } from "../deploy/deploySheaf.ts";
import { dollarListingOf } from "../deploy/dollarListingOf.ts";
import type { Listing } from "../deploy/listComponents.ts";
import { listingOf } from "../deploy/listingOf.ts";
import { publishBook } from "../deploy/publishBook.ts";
import { waitForFounding } from "../deploy/waitForFounding.ts";
import { createLocalMarket } from "../market/createLocalMarket.ts";
import { decimalsOf } from "../market/decimalsOf.ts";
import { listOnMarket } from "../market/listOnMarket.ts";
import type { LocalMarket, MarketName, MarketRow as LocalRow } from "../market/LocalMarket.ts";
import type { IndexLens, IndexRouter } from "../types/index.js";
import type { Connection } from "./openChain.ts";
import type { Person } from "./person.ts";

const DAY = 86_400; // {s}
const ADMIN_DELAY = 2 * DAY; // {s}

/** A stablecoin beside USDC, as it is on the day on which it is listed. */
export type StableCoin = { readonly row: LocalRow; readonly decimals: number };

/** A row and, where it has one, the symbol of its token. */
export type NamedRow = MarketRow & { readonly symbol?: string };

/** The contracts that every index shares, the market, and the accounts of a local chain. */
export type LocalSheaf = {
  readonly connection: Connection;
  readonly market: LocalMarket;
  readonly sheaf: Sheaf;
  readonly router: IndexRouter;
  readonly lens: IndexLens; // what people quote from
  readonly creator: Person;
  readonly people: readonly Person[];
  readonly admin: Signer;
  readonly strategist: string;
  readonly keeper: string;
  readonly stranger: string; // holds no role and no share
  readonly multicall: string; // what reads are batched with
};

/** Deploys the market with the names of `rows` and of `stables`, and the contracts, on a local chain. */
export async function setUpSheaf(
  connection: Connection,
  rows: readonly NamedRow[],
  stables: readonly StableCoin[] = [],
): Promise<LocalSheaf> {
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
