import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";

import { Notice } from "../ui/Notice.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { PartsTable } from "./PartsTable.tsx";

/** The tokens that a redemption would pay, and those that would stay a claim. */
export function ForecastView({ forecast }: { readonly forecast: Forecast | undefined }) {
  if (forecast === undefined) return <Skeleton className="h-40" />;
  const kept = forecast.parts.filter(({ paid, amount }) => !paid && amount > 0n);
  return (
    <>
      <p>You receive your part of {forecast.parts.length - kept.length} tokens.</p>
      {kept.length > 0 && (
        <Notice tone="warn" title={`${kept.length} of the tokens cannot be transferred now`}>
          They stay yours as claims: {kept.map(({ symbol }) => symbol).join(", ")}. Claim them on
          this page when they can be transferred again.
        </Notice>
      )}
      <PartsTable parts={forecast.parts} />
    </>
  );
}
