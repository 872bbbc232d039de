import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { useMemo } from "react";
import type { Address } from "viem";

import { useTokenList } from "./useTokenList.ts";

/** Symbols of tokens: of those that the index has now from the chain, of those that it had from the token list. */
export function useTokenSymbols(view: IndexView | undefined): ReadonlyMap<Address, string> {
  const list = useTokenList();
  return useMemo(
    () =>
      new Map([
        ...list.map(({ address, symbol }) => [address, symbol] as const),
        ...(view?.components ?? []).map(({ token, symbol }) => [token, symbol] as const),
      ]),
    [list, view?.components],
  );
}
