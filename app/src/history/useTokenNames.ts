import { useMemo } from "react";
import type { Address } from "viem";

import { useTokenList } from "./useTokenList.ts";

/** Names of tokens from the token list beside the app. Without a list there are none, and symbols stand for them. */
export function useTokenNames(): ReadonlyMap<Address, string> {
  const list = useTokenList();
  return useMemo(() => new Map(list.map(({ address, name }) => [address, name])), [list]);
}
