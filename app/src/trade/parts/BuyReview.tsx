import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";

import { useFormat } from "../../format/useFormat.ts";
import { allInCost } from "../../model/allInCost.ts";
import { Facts } from "../../ui/Facts.tsx";
import type { AnyQuote } from "../useExchangeQuote.ts";
import { CostText } from "./CostText.tsx";
import { WillOwn } from "./WillOwn.tsx";

export type ReviewProps = {
  readonly exchange: ExchangeQuote<AnyQuote>;
  readonly slippage: bigint; // {1} WAD
};

const USDC_SCALE = 10n ** 12n; // {uoa/usdc}
const ETHER_DECIMALS = 18;
const MILLION = 1_000_000n; // {gas}
const PIPS_TO_WAD = 10n ** 12n;

/** The numbers of a purchase. Each one is an argument of the call that is signed, or the view of a contract at the quote's block. */
export function BuyReview({ exchange, slippage }: ReviewProps) {
  const { quote, view, networkFee, feeRecipients } = exchange;
  const format = useFormat();
  const cost = allInCost(exchange);
  const shares = `${format.shares(quote.shares, "down")} ${view.symbol}`;
  const worth = `${quote.valueComplete ? "worth" : "worth at least"} ${format.dollars(quote.value, "down")}`;
  const dollars = (value: bigint | undefined): string =>
    value === undefined ? "unknown" : format.dollars(value, "up");
  const partOf = (value: bigint | undefined): string | undefined =>
    value === undefined || quote.value === 0n
      ? undefined
      : format.percent((value * 10n ** 18n) / quote.value, "up");
  const gas = `${(quote.gas + MILLION / 10n - 1n) / (MILLION / 10n)}`.padStart(2, "0");
  const networkText =
    cost.network === undefined
      ? `${format.token(networkFee.wei, ETHER_DECIMALS, "up")} ETH`
      : format.dollars(cost.network, "up");
  const networkNote = [
    cost.network === undefined ? "an ether's price is unknown" : partOf(cost.network),
    `at most about ${gas.slice(0, -1)}.${gas.slice(-1)} M gas`,
  ];
  return (
    <div className="grid gap-4">
      <div className="grid gap-0.5 rounded-control bg-soft p-4">
        <span className="text-small text-dim">You pay about</span>
        <span className="figure text-[19px] font-[640]">{format.usdc(quote.usdc, "up")} USDC</span>
        <span className="text-small text-dim">
          at most <span className="figure">{format.usdc(quote.limit, "up")}</span>
        </span>
        <span aria-hidden="true" className="text-dim">
          ↓
        </span>
        <span className="text-small text-dim">You get exactly</span>
        <span className="figure text-[19px] font-[640]">{shares}</span>
        <span className="text-small text-dim">{worth}</span>
      </div>
      <Facts
        facts={[
          { name: "Minimum received", value: shares, note: worth, strong: true },
          {
            name: "Most you pay",
            value: `${format.usdc(quote.limit, "up")} USDC`,
            note: "what is not needed comes back",
          },
          { name: "Maximum slippage", value: format.percent(slippage, "up") },
          { name: "Price impact", value: format.percent(quote.impact, "up") },
          {
            name: "Platform fee",
            value: format.dollars(cost.platform * USDC_SCALE, "up"),
            note:
              view.issuanceFee === 0n
                ? "this index has none"
                : `${format.percent(view.issuanceFee * PIPS_TO_WAD, "up")}, to ${feeRecipients} recipient${feeRecipients === 1 ? "" : "s"}`,
          },
          {
            name: "Pool fees and prices",
            value: dollars(cost.pools),
            note: partOf(cost.pools),
          },
          {
            name: "Network fee",
            value: networkText,
            note: networkNote.filter((part) => part !== undefined).join(", "),
          },
          {
            name: "All-in cost",
            value: <CostText exchange={exchange} />,
            note: cost.part === undefined ? undefined : format.percent(cost.part, "up"),
            total: true,
          },
        ]}
      />
      <WillOwn view={view} />
    </div>
  );
}
