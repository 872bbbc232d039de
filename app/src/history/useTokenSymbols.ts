import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { useMemo } from "react";
import type { Address } from "viem";

import { useTokenNames } from "./useTokenNames.ts";

/** Symbols of tokens: those that the index has now from the chain, names of the token list for those that it had. */
export function useTokenSymbols(view: IndexView | undefined): ReadonlyMap<Address, string> {
  const names = useTokenNames();
  return useMemo(
    () =>
      new Map([
        ...names,
        ...(view?.components ?? []).map(({ token, symbol }) => [token, symbol] as const),
      ]),
    [names, view?.components],
  );
}
