import { countOf } from "@sheaf/commands/countOf";
import { labelledLines } from "@sheaf/commands/labelledLines";
import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { largestFirst } from "@sheaf/sdk/lens/largestFirst";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { platformFeeIn } from "@sheaf/sdk/quote/platformFeeIn";

import { amountText } from "../text/amountText.ts";
import { ceilText } from "../text/ceilText.ts";
import { dollarText } from "../text/dollarText.ts";
import { percentText } from "../text/percentText.ts";
import { networkFeeText } from "./networkFeeText.ts";
import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";

const LABELS = 20; // {characters}
const USDC_DECIMALS = 6;
const SHARE_DECIMALS = 18;
const SHARE_DIGITS = 6;
const WAD = 10n ** 18n;
const TOP = 5;

/**
 * Lines of the review before a purchase. Every number is from the quote that the signed call is made from.
 * @param slippage {1} WAD
 */
export function buyLines(
  { quote, view, networkFee, feeRecipients }: ExchangeQuote<Quote>,
  slippage: bigint,
): string[] {
  const shares = `${amountText(quote.shares, SHARE_DECIMALS, SHARE_DIGITS)} ${view.symbol}`;
  const complete = quote.valueComplete ? "" : " at least, for a price is unknown";
  return labelledLines(
    [
      [
        "you pay",
        `about ${usdc(quote.usdc)} USDC, at most ${ceilText(quote.limit, USDC_DECIMALS, 2)} USDC`,
      ],
      ["you receive", `exactly ${shares}, which is also the minimum`],
      ["worth", `${dollarText(quote.value)}${complete}, at the oracle's prices`],
      [
        "platform fee",
        `${ceilText(platformFeeIn(quote), USDC_DECIMALS, 2)} USDC, to ${countOf(feeRecipients, "recipient")}`,
      ],
      ["network fee", networkFeeText(networkFee, quote.value)],
      ["pool fees", `${ceilText(quote.poolFee, USDC_DECIMALS, 2)} USDC`],
      ["price impact", percentText(quote.impact)],
      ["from the oracle", partText(quote.deviation)],
      ["maximum slippage", percentText(slippage)],
      ["all-in cost", costText(quote)],
      ["block", `${quote.blockNumber}; what is signed holds for ten minutes`],
      ["you will own", ownText(view)],
    ],
    LABELS,
  );
}

function partText(part: bigint | undefined): string {
  return part === undefined ? "unknown" : `${percentText(part)} worse`;
}

function costText({ cost, value }: Quote): string {
  if (cost === undefined || value === 0n) return "unknown";
  return `${dollarText(cost)} (${percentText((cost * WAD) / value)}), without the network fee`;
}

/** The largest components, and how many more. */
function ownText(view: IndexView): string {
  const sorted = largestFirst(view);
  const top = sorted.slice(0, TOP).map(({ symbol, weight }) => `${percentText(weight)} ${symbol}`);
  const rest = sorted.length - top.length;
  return rest === 0 ? top.join(", ") : `${top.join(", ")} and ${countOf(rest, "component")} more`;
}

function usdc(amount: bigint): string {
  return amountText(amount, USDC_DECIMALS, 2);
}
