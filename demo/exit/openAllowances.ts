import { erc20Abi, getAddress } from "viem";
import type { Address, PublicClient } from "viem";
import type { IndexState } from "@sheaf/sdk/chain/indexState";

import type { Demo } from "../setUpDemo.ts";

/** How many allowances of the vault are above zero: of each component to the executor, the router and the component's pools. */
export async function openAllowances(
  demo: Demo,
  client: PublicClient,
  { vault, components }: IndexState,
): Promise<number> {
  const traders = await Promise.all(
    [demo.sheaf.executor, demo.router].map(async (contract) =>
      getAddress(await contract.getAddress()),
    ),
  );
  const pairs = components.flatMap(({ token, pool, otherPools = [] }) => {
    const pools = pool === undefined ? [] : [pool, ...otherPools];
    return [...traders, ...pools.map(({ address }) => address)].map(
      (spender): readonly [Address, Address] => [token, spender],
    );
  });
  const allowances = await Promise.all(
    pairs.map(([address, spender]) =>
      client.readContract({
        address,
        abi: erc20Abi,
        functionName: "allowance",
        args: [vault, spender],
      }),
    ),
  );
  return allowances.filter((allowance) => allowance > 0n).length;
}
