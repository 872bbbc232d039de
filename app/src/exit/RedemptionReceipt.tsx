import type { ForecastPart } from "@sheaf/sdk/exit/forecastRedemption";
import { useEffect, useRef } from "react";

import type { Redeemed } from "./redeemShares.ts";
import { tokenText } from "./tokenText.ts";

const SHARE_DECIMALS = 18;

export type RedemptionReceiptProps = {
  readonly redeemed: Redeemed;
  readonly parts: readonly ForecastPart[];
  readonly symbol: string;
  readonly shares: bigint; // {share}
};

/** Receipt of a redemption, from its own events. */
export function RedemptionReceipt({ redeemed, parts, symbol, shares }: RedemptionReceiptProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const paid = redeemed.amounts.filter((amount) => amount > 0n).length;
  return (
    <div className="grid gap-3" role="status">
      <h3 ref={heading} tabIndex={-1} className="text-[18px] font-[640] outline-none">
        Redeemed {tokenText(shares, SHARE_DECIMALS)} {symbol}
      </h3>
      <p>
        {paid} tokens are in your wallet.
        {redeemed.credited.length > 0 &&
          ` ${redeemed.credited.length} could not be transferred and stay yours as claims, below.`}
      </p>
      {parts.length > 0 && (
        <details className="text-small">
          <summary>Amounts</summary>
          <ul className="mt-2 grid gap-1">
            {parts.map(({ token, symbol: name, decimals }, at) => (
              <li key={token} className="flex justify-between gap-3">
                <span>{name}</span>
                <span className="figure">{tokenText(redeemed.amounts[at] ?? 0n, decimals)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="text-fine text-dim">Transaction {redeemed.hash}</p>
    </div>
  );
}
