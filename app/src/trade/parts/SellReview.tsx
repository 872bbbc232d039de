import type { MissingReason } from "@sheaf/sdk/quote/missingLeg";
import { isAddressEqual } from "viem";
import type { Address } from "viem";

import { useFormat } from "../../format/useFormat.ts";
import { allInCost } from "../../model/allInCost.ts";
import { minimumsOf } from "../../model/minimumsOf.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { ReviewProps } from "./BuyReview.tsx";
import { CostText } from "./CostText.tsx";

const ETHER_DECIMALS = 18;
const REASONS: Readonly<Record<MissingReason, string>> = {
  "no price": "it has no price now",
  "no pool": "no pool takes as much",
  "worse than the oracle": "its pools pay too little",
  "too much gas": "its pools are too costly to use",
  "unread ticks": "its pools could not be read in full",
  "too small": "it is worth too little",
  unreadable: "its balance cannot be read",
};

/** The numbers of a sale: each leg has its minimum, and everything that does not come as USDC is named. */
export function SellReview({ exchange, slippage }: ReviewProps) {
  const { quote, view, networkFee } = exchange;
  const { inKind = [], inKindValue = 0n, claims = [] } = quote;
  const format = useFormat();
  const cost = allInCost(exchange);
  const dollars = (value: bigint | undefined): string =>
    value === undefined ? "unknown" : format.dollars(value, "up");
  const nameOf = (token: Address): string =>
    view.components.find((each) => isAddressEqual(each.token, token))?.symbol ?? token;
  const legs = minimumsOf(quote.legs);
  return (
    <div className="grid gap-4">
      <div className="grid gap-0.5 rounded-control bg-soft p-4">
        <span className="text-small text-dim">You give exactly</span>
        <span className="figure text-[19px] font-[640]">
          {format.shares(quote.shares, "down")} {view.symbol}
        </span>
        <span className="text-small text-dim">
          {quote.valueComplete ? "worth" : "worth at least"} {format.dollars(quote.value, "down")}
        </span>
        <span aria-hidden="true" className="text-dim">
          ↓
        </span>
        <span className="text-small text-dim">You get about</span>
        <span className="figure text-[19px] font-[640]">
          {format.usdc(quote.usdc, "down")} USDC
        </span>
      </div>
      <Facts
        facts={[
          {
            name: "Minimum received",
            value: `${format.usdc(quote.limit, "down")} USDC`,
            strong: true,
          },
          { name: "Maximum slippage", value: format.percent(slippage, "up") },
          { name: "Price impact", value: format.percent(quote.impact, "up") },
          { name: "Platform fee", value: "none", note: "leaving is free" },
          { name: "Pool fees and prices", value: dollars(cost.pools) },
          {
            name: "Network fee",
            value:
              networkFee.value === undefined
                ? `${format.token(networkFee.wei, ETHER_DECIMALS, "up")} ETH`
                : dollars(networkFee.value),
          },
          {
            name: "All-in cost",
            value: <CostText exchange={exchange} />,
            note: cost.part === undefined ? undefined : format.percent(cost.part, "up"),
            total: true,
          },
        ]}
      />
      {inKind.length > 0 && (
        <Notice title="These come to you as tokens, not as USDC">
          <ul className="grid gap-0.5">
            {inKind.map(({ component, reason }) => (
              <li key={component}>
                {nameOf(component)}: {REASONS[reason]}
              </li>
            ))}
          </ul>
          Worth {format.dollars(inKindValue, "down")} as far as prices are known.
        </Notice>
      )}
      {claims.length > 0 && (
        <Notice tone="warn" title="Kept for you as a claim">
          {claims.map(nameOf).join(", ")}: its balance cannot be read now. Your part stays yours,
          and you can claim it later on “My indexes”.
        </Notice>
      )}
      <details className="text-small">
        <summary className="cursor-pointer text-dim">
          The minimum of each of {legs.length} swaps
        </summary>
        <ul className="mt-2 grid gap-1">
          {legs.map(({ component, limit }) => (
            <li key={component} className="flex justify-between gap-3">
              <span>{nameOf(component)}</span>
              <span className="figure">{format.usdc(limit, "down")} USDC</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
