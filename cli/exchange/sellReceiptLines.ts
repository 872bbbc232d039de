import { labelledLines } from "@sheaf/commands/labelledLines";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import { formatEther } from "viem";

import { amountText } from "../text/amountText.ts";
import { percentText } from "../text/percentText.ts";
import type { Sold } from "./sellShares.ts";

const LABELS = 20; // {characters}
const WAD = 10n ** 18n;

/** Lines of the receipt of a sale: actual amounts beside the quoted ones. */
export function sellReceiptLines(
  { receipt, usdc, inKind }: Sold,
  quote: SellQuote,
  symbol: string,
): string[] {
  const { gasUsed, effectiveGasPrice } = receipt;
  const slipped = quote.usdc === 0n ? 0n : ((quote.usdc - usdc) * WAD) / quote.usdc;
  return labelledLines(
    [
      ["sold", `${amountText(quote.shares, 18, 6)} ${symbol}`],
      [
        "received",
        `${amountText(usdc, 6, 6)} USDC; the minimum was ${amountText(quote.limit, 6, 2)}`,
      ],
      ...(inKind.length === 0
        ? []
        : [["in kind or claims", `${inKind.join(", ")}; \`sheaf claim\` gets claims`] as const]),
      ["realised slippage", percentText(slipped)],
      ["network fee", `${formatEther(gasUsed * effectiveGasPrice)} ether, ${gasUsed} gas`],
      ["transaction", receipt.transactionHash],
    ],
    LABELS,
  );
}
