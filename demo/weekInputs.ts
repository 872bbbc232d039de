import { getAddress } from "viem";
import type { Address, PublicClient } from "viem";
import { publishDecision } from "@sheaf/keeper/publishDecision";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import { parseRoutes } from "@sheaf/sdk/chain/parseRoutes";
import { createMarketSignals } from "@sheaf/keeper/signals/createMarketSignals";
import type { Market } from "@sheaf/sdk/market/market";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { WAD } from "@sheaf/sdk/units/wad";

import { alignPools } from "../market/alignPools.ts";
import { LOCAL_CHAIN_ID } from "./localChain.ts";
import type { Demo } from "./setUpDemo.ts";

const POOL_FEE = 3000; // {1e-6}
const LEG_GAS = WAD / 2n; // {uoa} what a leg costs: 155,000 gas at 1 gwei and $3,000 an ether
const REFILL = 600; // {s} after which arbitrage has refilled the pools

export type WeekOptions = {
  readonly market: Market;
  readonly rules: Rules;
  readonly asOf: string; // YYYY-MM-DD
  readonly snapshotsDirectory: string | undefined; // where decisions are published, if anywhere
  readonly limits?: Partial<PlanLimits>;
  readonly legGas?: bigint; // {uoa} what one leg costs, where gas is not as cheap as usual
};

/** What the keeper is told in a week: the index, its rules and signals, and every name that the market has by now. */
export async function weekInputs(
  demo: Demo,
  client: PublicClient,
  { market, rules, asOf, snapshotsDirectory, limits, legGas = LEG_GAS }: WeekOptions,
): Promise<WeekInputs> {
  const usdc = getAddress(await demo.market.usdc.getAddress());
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
    lens: getAddress(await demo.lens.getAddress()),
    strategist: getAddress(demo.strategist),
    keeper: getAddress(demo.keeper),
    rules,
    signals: createMarketSignals(market),
    components: new Map([...components, [rules.settlement, usdc]]),
    routes: parseRoutes(Object.fromEntries(routes)),
    asOf,
    chunking: {
      gas: legGas,
      pause: async (): Promise<void> => {
        await demo.connection.networkHelpers.time.increase(REFILL);
        await alignPools(demo.market);
      },
    },
    ...(limits === undefined ? {} : { limits }),
    ...(snapshotsDirectory === undefined
      ? {}
      : { publish: publishDecision.bind(undefined, snapshotsDirectory) }),
  };
}
