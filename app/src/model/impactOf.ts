import type { Quote } from "@sheaf/sdk/quote/quote";

/** {1} WAD How much worse a trade is than the market: than the pools' prices, or than the oracle's if that is known and worse. */
export function impactOf({ impact, deviation = 0n }: Quote): bigint {
  return impact > deviation ? impact : deviation;
}
