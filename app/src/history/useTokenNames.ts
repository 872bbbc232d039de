import { useQuery } from "@tanstack/react-query";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";
import { z } from "zod";

import { useNode } from "../chain/useNode.ts";

const PATH = "/meta.json";
const NONE: ReadonlyMap<Address, string> = new Map();

/** As much of the Uniswap token list format as names need. */
const TOKEN_LIST = z.object({
  tokens: z.array(
    z.object({
      chainId: z.int(),
      address: z.string().refine((text) => isAddress(text)),
      name: z.string().min(1).max(64),
    }),
  ),
});

/** Names of tokens from the token list beside the app. Without a list there are none, and symbols stand for them. */
export function useTokenNames(): ReadonlyMap<Address, string> {
  const { chain } = useNode();
  const { data } = useQuery({
    queryKey: [chain.id, "names"],
    queryFn: async () => {
      const response = await fetch(PATH);
      if (!response.ok) return NONE;
      const { tokens } = TOKEN_LIST.parse(await response.json());
      const ours = tokens.filter(({ chainId }) => chainId === chain.id);
      return new Map(ours.map(({ address, name }) => [getAddress(address), name]));
    },
    staleTime: Infinity,
  });
  return data ?? NONE;
}
