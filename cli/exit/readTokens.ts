import { BULK } from "@sheaf/sdk/chain/bulk";
import { erc20Abi } from "viem";
import type { Address } from "viem";
import { multicall } from "viem/actions";

import type { Exit } from "./useExit.ts";

export type TokenName = {
  readonly token: Address;
  readonly symbol: string;
  readonly decimals: number;
};

const UNITS = 0; // {decimals} of a token that does not say

/** Symbols and decimals. A token that names none is named by its address and counted in its smallest units. */
export async function readTokens(
  client: Exit["client"],
  tokens: readonly Address[],
): Promise<TokenName[]> {
  const bulk = { ...BULK, allowFailure: true } as const;
  const [symbols, decimals] = await Promise.all([
    multicall(client, {
      ...bulk,
      contracts: tokens.map(
        (address) => ({ address, abi: erc20Abi, functionName: "symbol" }) as const,
      ),
    }),
    multicall(client, {
      ...bulk,
      contracts: tokens.map(
        (address) => ({ address, abi: erc20Abi, functionName: "decimals" }) as const,
      ),
    }),
  ]);
  return tokens.map((token, at) => ({
    token,
    symbol: symbols[at]?.result ?? token,
    decimals: decimals[at]?.result ?? UNITS,
  }));
}
