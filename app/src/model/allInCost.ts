import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import { platformFeeIn } from "@sheaf/sdk/quote/platformFeeIn";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { mulDivUp } from "@sheaf/sdk/units/mulDivUp";
import { WAD } from "@sheaf/sdk/units/wad";

/** The cost of a trade as a sum. Only the network fee may be missing in it: it is then named in ether beside the sum. */
export type AllInCost = {
  readonly platform: bigint; // {usdc}
  readonly pools: bigint | undefined; // {uoa} fees and prices of pools against the oracle's prices
  readonly network: bigint | undefined; // {uoa}
  readonly total: bigint | undefined; // {uoa} without the network fee while an ether's price is unknown
  readonly isWhole: boolean; // whether the network fee is in the total
  readonly part: bigint | undefined; // {1} WAD of what is traded, rounded up
};

/** {uoa/usdc} A unit of USDC counts as a millionth of a dollar: this is for display. */
const USDC_SCALE = 10n ** 12n;

/** Sums the parts of a quote's cost: the platform's fee, the pools, the network. */
export function allInCost({ quote, networkFee }: ExchangeQuote<Quote>): AllInCost {
  const platform = platformFeeIn(quote);
  const traded = quote.valueComplete ? quote.cost : undefined;
  const pools = traded === undefined ? undefined : traded - platform * USDC_SCALE;
  const network = networkFee.value;
  const total = traded === undefined ? undefined : traded + (network ?? 0n);
  const part =
    total === undefined || quote.value === 0n ? undefined : mulDivUp(total, WAD, quote.value);
  return { platform, pools, network, total, isWhole: network !== undefined, part };
}
