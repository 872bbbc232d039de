import { useQuery } from "@tanstack/react-query";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";
import { z } from "zod";

import { useNode } from "../chain/useNode.ts";

const PATH = "/meta.json";

/** As much of the Uniswap token list format as names need. */
const TOKEN_LIST = z.object({
  tokens: z.array(
    z.object({
      chainId: z.int(),
      address: z.string().refine((text) => isAddress(text)),
      name: z.string().min(1).max(64),
      symbol: z.string().min(1).max(20),
    }),
  ),
});

/** A token of the list. */
export type ListedToken = {
  readonly address: Address;
  readonly name: string;
  readonly symbol: string;
};

const NONE: readonly ListedToken[] = [];

/** The token list beside the app, as far as it is of this chain. Without a list there are no tokens in it. */
export function useTokenList(): readonly ListedToken[] {
  const { chain } = useNode();
  const { data } = useQuery({
    queryKey: [chain.id, "tokenList"],
    queryFn: async () => {
      const response = await fetch(PATH);
      if (!response.ok) return NONE;
      const { tokens } = TOKEN_LIST.parse(await response.json());
      return tokens
        .filter(({ chainId }) => chainId === chain.id)
        .map(({ address, name, symbol }) => ({ address: getAddress(address), name, symbol }));
    },
    staleTime: Infinity,
  });
  return data ?? NONE;
}
