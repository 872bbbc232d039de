import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteExchange } from "@sheaf/sdk/quote/quoteExchange";
import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Address } from "viem";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import type { Side } from "../model/tradeState.ts";
import { usePreferences } from "../settings/usePreferences.ts";

export type QuoteInputs = {
  readonly side: Side;
  readonly vault: Address;
  readonly amount: bigint | undefined; // {usdc} to pay, or {share} to give; undefined: no quote
  readonly isFrozen: boolean; // while the wallet is open
};

/** A quote of either side. Only that of a sale names what comes in kind. */
export type AnyQuote = Quote & Partial<Pick<SellQuote, "inKind" | "inKindValue" | "claims">>;

const BASIS_POINT = 10n ** 14n; // {1} WAD
const REFRESH = 10_000; // {ms}

/** A quote from the chain, refreshed while its amount stands. */
export function useExchangeQuote({
  side,
  vault,
  amount,
  isFrozen,
}: QuoteInputs): UseQueryResult<ExchangeQuote<AnyQuote>> {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  const { preferences } = usePreferences();
  const slippage = BigInt(preferences.slippage) * BASIS_POINT;
  return useQuery({
    queryKey: [chain.id, url, "quote", side, vault, `${amount}`, preferences.slippage],
    queryFn: () =>
      quoteExchange<AnyQuote>(
        { client, lens: contracts.lens, vault, weth: contracts.weth },
        (state) =>
          side === "buy"
            ? quoteBuy({ state, usdc: amount ?? 0n, slippage })
            : quoteSell({ state, shares: amount ?? 0n, slippage }),
      ),
    enabled: amount !== undefined && amount > 0n && !isFrozen,
    refetchInterval: REFRESH,
    retry: (count, error) => isNodeFault(error) && count < 1,
  });
}
