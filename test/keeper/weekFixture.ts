import { createClient, custom, getAddress } from "viem";
import type { Address, Client } from "viem";
import { parseRoutes } from "@sheaf/sdk/chain/parseRoutes";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import type { MarketReading } from "@sheaf/keeper/signals/createMarketSignals";

import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import type { LocalMarket } from "../../market/LocalMarket.ts";
import { usd } from "../market/usd.ts";
import { indexFixture, ROWS } from "../fixtures/indexFixture.ts";

export const SETTLEMENT = "usd-coin";
export const FIRST_MONDAY = "2030-01-07";

/** {usd} Market caps of the fixture's names: gamma's weight is cut to 25 %, and so is beta's then. */
export const CAPS = { alpha: 20, beta: 25, gamma: 60, delta: 15, omega: 10 } as const;

export type WeekFixture = Awaited<ReturnType<typeof weekFixture>>;

/** The index fixture with everything that a keeper is configured with, and signals that say `caps` and a flat bull market. */
export async function weekFixture() {
  const fixture = await indexFixture();
  const { ethers, ignition, factory, market, signers } = fixture;
  const { lens } = await deployPeriphery({
    ethers,
    ignition,
    factory: await factory.getAddress(),
    weth: await market.weth.getAddress(),
    poolFactory: await market.factory.getAddress(),
  });
  const client: Client = createClient({
    transport: custom(fixture.provider, { retryCount: 0 }),
    pollingInterval: 50,
  });
  const usdc = getAddress(await fixture.usdc.getAddress());
  const inputs: Omit<WeekInputs, "signals" | "asOf"> = {
    client,
    chainId: 31337,
    vault: getAddress(await fixture.vault.getAddress()),
    executor: getAddress(await fixture.executor.getAddress()),
    lens: getAddress(await lens.getAddress()),
    strategist: getAddress(signers.strategist.address),
    keeper: getAddress(signers.keeper.address),
    rules: topRules(5, "alpha"),
    components: new Map<string, Address>([
      [SETTLEMENT, usdc],
      ...[...market.names.values()].map(({ id, token }) => [id, getAddress(token)] as const),
    ]),
    routes: routesOf(market, usdc),
  };
  return { ...fixture, client, inputs };
}

/** The routes document of a local market, parsed. */
export function routesOf(market: LocalMarket, usdc: Address): WeekInputs["routes"] {
  return parseRoutes(
    Object.fromEntries(
      [...market.names.values()].map(({ token, pool, tokenIsToken0 }) => [
        token,
        { pool, fee: 3000, token0: tokenIsToken0 ? token : usdc },
      ]),
    ),
  );
}

export type SignalInputs = {
  readonly asOf: string;
  readonly caps: Readonly<Record<string, number>>;
  readonly leader?: readonly [before: number, last: number];
  readonly excluded?: readonly string[];
};

/** Signals of one week: caps in dollars, and a leader that closed at one price for 99 days and at another on the last. */
export function signalsOf({
  asOf,
  caps,
  leader = [100, 101],
  excluded = [],
}: SignalInputs): WeekInputs["signals"] {
  const today = toDayNumber(asOf)!;
  const reading: MarketReading = {
    date: asOf,
    rows: Object.entries(caps).map(([id, cap]) => ({
      date: asOf,
      id,
      price: ROWS.find((row) => row.id === id)?.price ?? usd("1"),
      marketCap: usd(String(cap)),
      volume24h: usd("500000000"),
    })),
    leader: "alpha",
    leaderCloses: Array.from({ length: 100 }, (_, day) => ({
      date: fromDayNumber(today - 100 + day),
      close: usd(String(day === 99 ? leader[1] : leader[0])),
    })),
    excluded: new Set(excluded),
  };
  return { name: "test", read: async () => reading };
}
