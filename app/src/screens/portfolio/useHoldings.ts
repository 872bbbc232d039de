import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { erc20Abi } from "viem";
import type { Address } from "viem";

import { useNode } from "../../chain/useNode.ts";
import { useConfig } from "../../config/useConfig.ts";

/** A token of which an account has some, or lets the router take some. */
export type TokenHolding = {
  readonly token: Address;
  readonly balance: bigint; // {tok}
  readonly allowed: bigint; // {tok} that the router may take
};

/** Reads an account's balance of USDC and of every index. */
export type Holdings = {
  readonly usdc: TokenHolding;
  readonly indexes: readonly TokenHolding[]; // in the configuration's order
};

const POLLING = 8_000; // {ms}

/** Balances and allowances of an account in one request. */
export function useHoldings(account: Address | undefined): UseQueryResult<Holdings> {
  const { contracts, indexes } = useConfig();
  const { client, chain, url } = useNode();
  return useQuery({
    queryKey: [chain.id, url, "holdings", account],
    queryFn: async (): Promise<Holdings> => {
      if (account === undefined) throw new Error("a query without an account is not enabled");
      const tokens = [contracts.usdc, ...indexes.map(({ address }) => address)];
      const read = await client.multicall({
        allowFailure: false,
        contracts: tokens.flatMap((address) => [
          { address, abi: erc20Abi, functionName: "balanceOf", args: [account] } as const,
          {
            address,
            abi: erc20Abi,
            functionName: "allowance",
            args: [account, contracts.router],
          } as const,
        ]),
      });
      const holdings = tokens.map((token, at) => ({
        token,
        balance: read[2 * at] ?? 0n,
        allowed: read[2 * at + 1] ?? 0n,
      }));
      const [usdc, ...rest] = holdings;
      if (usdc === undefined) throw new Error("the first token is USDC");
      return { usdc, indexes: rest };
    },
    enabled: account !== undefined,
    refetchInterval: POLLING,
  });
}
