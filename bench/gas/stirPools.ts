import { moveMarket } from "../../market/moveMarket.ts";
import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";
import type { PoolMotion } from "../report/conditions.ts";
import type { BenchWorld } from "./createBenchWorld.ts";

const TICK_SPACING = 60;
const ENOUGH = 10n ** 20n; // {tok} of anything

/** D18{usd} As deep as a local market's shallowest pools: a few hundred dollars move them by less than a percent. */
const DEPTH = 20_000n * 10n ** 18n;

/** Makes every pool shallow, and for swaps that are to cross an initialized tick sets one on either side of the price. */
export async function stirPools(world: BenchWorld, motion: PoolMotion): Promise<void> {
  if (motion === "still") return;
  const { market, rows, connection } = world;
  const depth = { volumeDivisor: 1n, least: DEPTH, most: DEPTH };
  await moveMarket({ ...market, depth }, rows);
  if (motion === "moving") return;

  const { ethers } = connection;
  const maker = await ethers.deployContract("PoolMaker", [market.factory]);
  await market.usdc.mint(maker, ENOUGH);
  const priceOf = new Map(rows.map(({ id, price }) => [id, price]));
  for (const name of market.names.values()) {
    await (await ethers.getContractAt("MockERC20", name.token)).mint(maker, ENOUGH);
    const tick = tickAtSqrtPrice(sqrtPriceOf(priceOf.get(name.id)!, name));
    const lower = Math.floor(tick / TICK_SPACING) * TICK_SPACING;
    await maker.provide(name.pool, lower, lower + TICK_SPACING, 1n);
  }
}
