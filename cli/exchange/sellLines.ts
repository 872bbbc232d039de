import { labelledLines } from "@sheaf/commands/labelledLines";
import type { IndexView } from "@sheaf/sdk/lens/indexView";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import { isAddressEqual } from "viem";
import type { Address } from "viem";

import { amountText } from "../text/amountText.ts";
import { ceilText } from "../text/ceilText.ts";
import { dollarText } from "../text/dollarText.ts";
import { percentText } from "../text/percentText.ts";
import { networkFeeText } from "./networkFeeText.ts";
import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";

const LABELS = 20; // {characters}
const USDC_DECIMALS = 6;
const SHARE_DECIMALS = 18;
const WAD = 10n ** 18n;

/**
 * Lines of the review before a sale. Every number is from the quote that the signed call is made from.
 * @param slippage {1} WAD
 */
export function sellLines(
  { quote, view, networkFee }: ExchangeQuote<SellQuote>,
  slippage: bigint,
): string[] {
  const { inKind, claims } = quote;
  return labelledLines(
    [
      [
        "you give",
        `exactly ${amountText(quote.shares, SHARE_DECIMALS, SHARE_DECIMALS)} ${view.symbol}, worth ${dollarText(quote.value)} at the oracle's prices`,
      ],
      ["you receive", `about ${usdc(quote.usdc)} USDC`],
      ["minimum received", `${usdc(quote.limit)} USDC`],
      ...(inKind.length === 0
        ? []
        : [
            [
              "and in kind",
              `${inKind.map(({ component, reason }) => `${symbolOf(view, component)} (${reason})`).join(", ")}, worth ${dollarText(quote.inKindValue)}`,
            ] as const,
          ]),
      ...(claims.length === 0
        ? []
        : [
            [
              "claims that stay",
              `${claims.map((component) => symbolOf(view, component)).join(", ")}: its balance cannot be read; \`sheaf claim\` gets it later`,
            ] as const,
          ]),
      ["platform fee", "none on leaving"],
      ["network fee", networkFeeText(networkFee, quote.value)],
      ["pool fees", `${ceilText(quote.poolFee, USDC_DECIMALS, 2)} USDC`],
      ["price impact", percentText(quote.impact)],
      [
        "from the oracle",
        quote.deviation === undefined ? "unknown" : `${percentText(quote.deviation)} worse`,
      ],
      ["maximum slippage", percentText(slippage)],
      [
        "all-in cost",
        quote.cost === undefined || quote.value === 0n
          ? "unknown"
          : `${dollarText(quote.cost)} (${percentText((quote.cost * WAD) / quote.value)}), without the network fee`,
      ],
      ["block", `${quote.blockNumber}; what is signed holds for ten minutes`],
    ],
    LABELS,
  );
}

function symbolOf({ components }: IndexView, token: Address): string {
  return components.find((component) => isAddressEqual(component.token, token))?.symbol ?? token;
}

function usdc(amount: bigint): string {
  return amountText(amount, USDC_DECIMALS, 2);
}
