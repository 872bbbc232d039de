import { getAddress } from "viem";
import type { Address } from "viem";
import type { WeekInputs } from "@sheaf/keeper/runWeek";

import type { IndexVault } from "../../types/index.js";
import { addComponents } from "../fixtures/addComponents.ts";
import type { Addition } from "../fixtures/addComponents.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { openPool } from "../fixtures/openPool.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { withComponent } from "../fixtures/withComponent.ts";
import type { WeekFixture } from "./weekFixture.ts";

/** A token of 18 decimals at a dollar. */
export type Stranger = Pick<Addition, "token" | "terms"> & { readonly id: string };

const POOL_DOLLARS = 10_000_000n; // on each side

/** Lists tokens, opens a pool of 0.3 % for each, and returns what a keeper is configured with. */
export async function addStrangers(
  fixture: WeekFixture,
  strangers: readonly Stranger[],
): Promise<Pick<WeekInputs, "routes" | "components">> {
  const { ethers, market, usdc, inputs } = fixture;
  await addComponents(
    fixture,
    strangers.map(({ token, terms = {} }) => ({ token, tokenDecimals: 18, terms })),
  );
  const maker = await ethers.deployContract("PoolMaker", [market.factory]);
  const dollar = { token: getAddress(await usdc.getAddress()), decimals: 6, price: WAD };
  const routes = new Map(inputs.routes);
  const components = new Map(inputs.components);
  for (const { id, token } of strangers) {
    const address = getAddress(await token.getAddress());
    const one = { token: address, decimals: 18, price: WAD };
    const pool = await openPool(fixture, maker, [dollar, one], 3000, POOL_DOLLARS);
    const token0 = BigInt(address) < BigInt(dollar.token) ? address : dollar.token;
    routes.set(address, [{ pool: getAddress(pool), fee: 3000n, token0 }]);
    components.set(id, address);
  }
  return { routes, components };
}

/** Starts an epoch with these weights, by name or by token. USDC gets what is left to one. */
export async function startEpochOf(
  fixture: WeekFixture,
  weights: Readonly<Record<string, bigint>>,
  { vault = fixture.vault, tokens = {} }: StartOptions = {},
): Promise<void> {
  const cash = await fixture.usdc.getAddress();
  let order = await epochOrder({ ...fixture, vault }, weights);
  for (const [token, weight] of Object.entries(tokens)) {
    order = withComponent(order, token, weight);
    const at = order.components.indexOf(cash);
    order.weights = order.weights.map((given, i) => (i === at ? BigInt(given) - weight : given));
  }
  await vault.connect(fixture.signers.strategist).startEpoch(order);
}

export type StartOptions = {
  readonly vault?: IndexVault;
  readonly tokens?: Readonly<Record<Address, bigint>>;
};
