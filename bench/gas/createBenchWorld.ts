import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { deploySheaf } from "../../deploy/deploySheaf.ts";
import type { Sheaf } from "../../deploy/deploySheaf.ts";
import { dollarListingOf } from "../../deploy/dollarListingOf.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { publishBook } from "../../deploy/publishBook.ts";
import { createLocalMarket } from "../../market/createLocalMarket.ts";
import { listOnMarket } from "../../market/listOnMarket.ts";
import type { LocalMarket, MarketRow } from "../../market/LocalMarket.ts";
import type { FloorVault } from "../../types/index.js";

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
const ADMIN_DELAY = 2 * DAY; // {s}

/** Where every chain's clock starts: gas must not depend on the day of the measurement. */
const INITIAL_DATE = "2026-01-05T00:00:00Z";

/** {s} Deploying and listing, both delays included, are over by then on any machine. */
const LEAD_TIME = 60 * DAY;

/**
 * D18{usd/token} A dollar and half a basis point. At exactly a dollar a pool would stand at the edge between two ticks, where
 * any swap moves the tick, or none does, by chance.
 */
const PRICE = 1_000_050_000_000_000_000n;

/** D18{usd} Deep enough that no swap of a benchmark moves a tick, not even a quarter of a small basket; see checkSwaps.ts. */
const DEPTH = 5_000_000_000n * WAD;

export type BenchWorld = {
  readonly connection: Awaited<ReturnType<HardhatRuntimeEnvironment["network"]["create"]>>;
  readonly market: LocalMarket;
  readonly rows: readonly MarketRow[];
  readonly sheaf: Sheaf;
  readonly floor: FloorVault;
  readonly signers: Readonly<
    Record<"creator" | "strategist" | "keeper" | "bob" | "carol", HardhatEthersSigner>
  >;
  /** {s} Begin of the first week. Everything measured stands at a fixed time after it. */
  readonly origin: number;
};

/** A chain with `n` identical components of 18 decimals, their pools and feeds, our contracts, and the floor beside them. */
export async function createBenchWorld(
  { network }: HardhatRuntimeEnvironment,
  n: number,
): Promise<BenchWorld> {
  const connection = await network.create({ override: { initialDate: INITIAL_DATE } });
  const { ethers, ignition, networkHelpers } = connection;
  const [deployer, admin, strategist, keeper, guardian, creator, bob, carol] =
    await ethers.getSigners();

  const rows = Array.from({ length: n }, (_, at) => ({
    id: `c${String(at).padStart(3, "0")}`,
    price: PRICE,
    volume24h: DEPTH,
  }));
  const depth = { volumeDivisor: 1n, least: DEPTH, most: DEPTH };
  const market = await createLocalMarket({ ethers, ignition, rows, decimalsOf: () => 18, depth });
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
  const floor = await ethers.deployContract("FloorVault", [1_000n * WAD], deployer);

  const usdcName = { token: usdc, feed: await market.usdcFeed.getAddress(), tokenDecimals: 6 };
  const listings = [...market.names.values()].map(listingOf);
  listings.push(dollarListingOf(usdcName));
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(sheaf, market, admin, listings, waitFor);
  await publishBook(sheaf.registry, admin);

  const origin = Date.parse(INITIAL_DATE) / 1000 + LEAD_TIME;
  return {
    connection,
    market,
    rows,
    sheaf,
    floor,
    signers: { creator, strategist, keeper, bob, carol },
    origin,
  };
}
