import { labelledLines } from "@sheaf/commands/labelledLines";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { formatEther } from "viem";

import { amountText } from "../text/amountText.ts";
import { percentText } from "../text/percentText.ts";
import type { Bought } from "./buyShares.ts";

const LABELS = 20; // {characters}
const WAD = 10n ** 18n;

/** Lines of the receipt of a purchase: actual amounts beside the quoted ones. */
export function buyReceiptLines(
  { receipt, shares, usdc }: Bought,
  quote: Quote,
  symbol: string,
): string[] {
  const { gasUsed, effectiveGasPrice } = receipt;
  const slipped = ((usdc - quote.usdc) * WAD) / quote.usdc;
  return labelledLines(
    [
      ["bought", `${amountText(shares, 18, 6)} ${symbol}`],
      ["paid", `${amountText(usdc, 6, 6)} USDC, of ${amountText(quote.limit, 6, 2)} at most`],
      ["realised slippage", percentText(slipped)],
      ["network fee", `${formatEther(gasUsed * effectiveGasPrice)} ether, ${gasUsed} gas`],
      ["transaction", receipt.transactionHash],
    ],
    LABELS,
  );
}
