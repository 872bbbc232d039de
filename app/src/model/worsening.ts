import type { Quote } from "@sheaf/sdk/quote/quote";
import { mulDivUp } from "@sheaf/sdk/units/mulDivUp";
import { WAD } from "@sheaf/sdk/units/wad";

import type { Side } from "./tradeState.ts";

/**
 * {1} WAD How much less a newer quote brings than the accepted one, rounded up: fewer shares for the same USDC, or less USDC for the
 * same shares. Zero or less: it is as good.
 */
export function worsening(side: Side, accepted: Quote, newer: Quote): bigint {
  const brings = (quote: Quote): bigint => (side === "buy" ? quote.shares : quote.usdc);
  const before = brings(accepted);
  return before === 0n ? 0n : mulDivUp(before - brings(newer), WAD, before);
}
