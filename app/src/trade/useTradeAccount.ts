import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { erc20Abi } from "viem";
import type { Address } from "viem";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";

/** Balances of an account, and whether the index is being wound down. */
export type TradeAccount = {
  readonly usdc: bigint; // {usdc}
  readonly shares: bigint; // {share}
  readonly ether: bigint; // {wei}
  readonly allowedUsdc: bigint; // {usdc} that the router may take
  readonly allowedShares: bigint; // {share} that the router may burn
  readonly isWindingDown: boolean;
};

const POLLING = 8_000; // {ms}

/** Balances and allowances of an account in one request, and its ether. */
export function useTradeAccount(
  vault: Address,
  account: Address | undefined,
): UseQueryResult<TradeAccount> {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  return useQuery({
    queryKey: [chain.id, url, "tradeAccount", vault, account],
    queryFn: async (): Promise<TradeAccount> => {
      if (account === undefined) throw new Error("a query without an account is not enabled");
      const usdc = { address: contracts.usdc, abi: erc20Abi } as const;
      const share = { address: vault, abi: indexVaultAbi } as const;
      const args = [account, contracts.router] as const;
      const [ether, [held, shares, allowedUsdc, allowedShares, isWindingDown]] = await Promise.all([
        client.getBalance({ address: account }),
        client.multicall({
          allowFailure: false,
          contracts: [
            { ...usdc, functionName: "balanceOf", args: [account] },
            { ...share, functionName: "balanceOf", args: [account] },
            { ...usdc, functionName: "allowance", args },
            { ...share, functionName: "allowance", args },
            { ...share, functionName: "windingDown" },
          ],
        }),
      ]);
      return { ether, usdc: held, shares, allowedUsdc, allowedShares, isWindingDown };
    },
    enabled: account !== undefined,
    refetchInterval: POLLING,
  });
}
