import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";

import { useFormat } from "../../format/useFormat.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { StepHeading } from "../parts/StepHeading.tsx";

export type RedeemReviewProps = {
  readonly forecast: Forecast;
  readonly shares: bigint; // {share}
  readonly symbol: string;
  readonly tolerance: bigint; // {1} WAD
  readonly onBack: () => void;
  readonly onConfirm: () => void;
};

/** Every token of a redemption with its minimum, and the claims that stay. */
export function RedeemReview(props: RedeemReviewProps) {
  const { forecast, shares, symbol, tolerance, onBack, onConfirm } = props;
  const format = useFormat();
  const paid = forecast.parts.filter(({ paid: isPaid, amount }) => isPaid && amount > 0n);
  const kept = forecast.parts.filter(({ paid: isPaid }) => !isPaid);
  return (
    <div className="grid gap-4">
      <StepHeading onBack={onBack}>Review</StepHeading>
      <p>
        You give <b className="figure">{format.shares(shares, "down")}</b> {symbol} and get{" "}
        {paid.length} {paid.length === 1 ? "token" : "tokens"}. No fee is taken.
      </p>
      {kept.length > 0 && (
        <Notice
          tone="warn"
          title={`${kept.length} ${kept.length === 1 ? "token" : "tokens"} cannot be paid now`}
        >
          {kept.map((part) => part.symbol).join(", ")}: your part is kept for you as a claim. You
          find it on “My indexes”, and claim it when it can be transferred again.
        </Notice>
      )}
      <div
        className="max-h-72 overflow-y-auto rounded-control bg-soft px-3 py-1"
        tabIndex={0}
        role="region"
        aria-label="Tokens that you get"
      >
        <table className="w-full text-small">
          <thead>
            <tr className="text-fine text-dim">
              <th scope="col" className="py-1.5 text-left font-[500]">
                Token
              </th>
              <th scope="col" className="py-1.5 text-right font-[500]">
                About
              </th>
              <th scope="col" className="py-1.5 pl-3 text-right font-[500]">
                At least
              </th>
            </tr>
          </thead>
          <tbody>
            {paid.map(({ token, symbol: name, amount, decimals }) => (
              <tr key={token} className="border-t border-line">
                <td className="py-1.5">{name}</td>
                <td className="figure py-1.5 text-right">
                  {format.token(amount, decimals, "down")}
                </td>
                <td className="figure py-1.5 pl-3 text-right">
                  {format.token(mulDivDown(amount, WAD - tolerance, WAD), decimals, "down")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button look="main" onClick={onConfirm}>
        Redeem {format.shares(shares, "down")} {symbol} for its tokens
      </Button>
    </div>
  );
}
