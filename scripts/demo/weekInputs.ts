import { getAddress } from "viem";
import type { Address, PublicClient } from "viem";
import { publishDecision } from "@sheaf/keeper/decision/publishDecision";
import type { WeekInputs } from "@sheaf/keeper/decision/runWeek";
import { parseRoutes } from "@sheaf/keeper/execution/parseRoutes";
import { createMarketSignals } from "@sheaf/keeper/signals/createMarketSignals";
import type { Market } from "@sheaf/sdk/market/market";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { WAD } from "@sheaf/sdk/units/wad";

import { alignPools } from "../market/alignPools.ts";
import { LOCAL_CHAIN_ID } from "./openChain.ts";
import type { Demo } from "./setUpDemo.ts";

const POOL_FEE = 3000; // {1e-6}
const LEG_GAS = WAD / 2n; // {uoa} 155,000 gas at 1 gwei and $3,000 an ether
const REFILL = 600; // {s} after which arbitrage has refilled the pools

export type WeekOptions = {
  readonly market: Market;
  readonly size: number; // components
  readonly asOf: string; // YYYY-MM-DD
  readonly snapshotsDirectory: string | undefined; // where decisions are published, if anywhere
};

/** What the keeper is told in a week: the index, its rules and signals, and every name that the market has by now. */
export async function weekInputs(
  demo: Demo,
  client: PublicClient,
  { market, size, asOf, snapshotsDirectory }: WeekOptions,
): Promise<WeekInputs> {
  const usdc = getAddress(await demo.market.usdc.getAddress());
  const rules = topRules(size, market.leader);
  const names = [...demo.market.names.values()];
  const routes = names.map(
    ({ token, pool, tokenIsToken0 }) =>
      [token, { pool, fee: POOL_FEE, token0: tokenIsToken0 ? token : usdc }] as const,
  );
  const components = names.map(({ id, token }): [string, Address] => [id, getAddress(token)]);
  return {
    client,
    chainId: LOCAL_CHAIN_ID,
    vault: getAddress(await demo.vault.getAddress()),
    executor: getAddress(await demo.sheaf.executor.getAddress()),
    strategist: getAddress(demo.strategist),
    keeper: getAddress(demo.keeper),
    rules,
    signals: createMarketSignals(market),
    components: new Map([...components, [rules.settlement, usdc]]),
    routes: parseRoutes(Object.fromEntries(routes)),
    asOf,
    chunking: {
      gas: LEG_GAS,
      pause: async (): Promise<void> => {
        await demo.connection.networkHelpers.time.increase(REFILL);
        await alignPools(demo.market);
      },
    },
    ...(snapshotsDirectory === undefined
      ? {}
      : { publish: publishDecision.bind(undefined, snapshotsDirectory) }),
  };
}
