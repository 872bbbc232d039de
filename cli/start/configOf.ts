import { parseAppConfig } from "@sheaf/sdk/appConfig/parseAppConfig";
import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import type { Market } from "@sheaf/sdk/market/market";
import { hashRules } from "@sheaf/sdk/rules/hashRules";

import { LOCAL_CHAIN_ID } from "../../demo/localChain.ts";
import { nameOfId } from "./nameOfId.ts";
import type { Product } from "./product.ts";

export type ConfigInputs = {
  readonly product: Product;
  readonly market: Pick<Market, "name" | "modelled" | "leader">;
  readonly pace: number | null; // {s}
};

/** The app's configuration of a product on a local chain, before any week has passed in compressed time. */
export async function configOf({ product, market, pace }: ConfigInputs): Promise<AppConfig> {
  const { local, indexes } = product;
  const { sheaf, router, lens } = local;
  const { usdc, weth, factory } = local.market;
  const named = { router, lens, usdc, weth, uniswapV3Factory: factory, ...sheaf };
  const entries = Object.entries(named).map(
    async ([name, contract]) => [name, await contract.getAddress()] as const,
  );
  const contracts = Object.fromEntries(await Promise.all(entries));
  return parseAppConfig({
    version: 1,
    chainId: LOCAL_CHAIN_ID,
    rpc: "/rpc",
    startBlock: 0,
    contracts: { ...contracts, multicall: local.multicall },
    indexes: indexes.map(({ plan, address, createdBlock }) => ({
      address,
      ...{ slug: plan.slug, name: plan.name, symbol: plan.symbol, kind: plan.kind },
      rules: hashRules(plan.rules),
      createdBlock,
    })),
    market: {
      name: market.name,
      modelled: market.modelled,
      leader: { id: market.leader, name: nameOfId(market.leader) },
    },
    compressedTime: false,
    local: { wallet: true, faucet: true, pace },
  });
}
