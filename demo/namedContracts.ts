import type { BaseContract } from "ethers";

import type { NamedContract } from "./largestTransaction.ts";
import type { Demo } from "./setUpDemo.ts";

/** Every contract that the demo sends transactions to, tokens, feeds and pools apart. */
export async function namedContracts({
  vault,
  router,
  sheaf,
  market,
}: Demo): Promise<NamedContract[]> {
  const product: Record<string, BaseContract> = {
    IndexVault: vault,
    IndexRouter: router,
    IndexFactory: sheaf.factory,
  };
  const others: Record<string, BaseContract> = {
    ComponentRegistry: sheaf.registry,
    TimelockController: sheaf.timelock,
    Roles: sheaf.roles,
    MarketOperator: market.operator,
    USDC: market.usdc,
  };
  return Promise.all(
    Object.entries({ ...product, ...others }).map(async ([name, contract]) => ({
      name,
      address: await contract.getAddress(),
      isProduct: name in product,
      functionOf: (selector: string) => contract.interface.getFunction(selector)?.name,
    })),
  );
}
