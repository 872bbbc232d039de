import { useFormat } from "../../../format/useFormat.ts";
import { useTradingCost } from "../../../history/useTradingCost.ts";
import { yearlyFee } from "../../../model/price/yearlyFee.ts";
import { Card } from "../../../ui/Card.tsx";
import { Facts } from "../../../ui/Facts.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";

const MILLIONTH = 10n ** 12n; // {1} WAD

/** All that a holder pays to the index. Leaving is free. */
export function FeesCard({ index, view }: IndexProps) {
  const { percent } = useFormat();
  const trading = useTradingCost(index.address, view?.epoch.number);
  if (view === undefined)
    return (
      <Card title="Fees">
        <Skeleton className="h-28 w-full" />
      </Card>
    );
  return (
    <Card title="Fees">
      <Facts
        facts={[
          { name: "A year", value: percent(yearlyFee(view.streamingRate), "up") },
          { name: "On purchase", value: percent(view.issuanceFee * MILLIONTH, "up") },
          { name: "On leaving", value: percent(0n, "up") },
          {
            name: "Trading, since creation",
            value: trading.data === undefined ? "unknown" : percent(trading.data, "up"),
          },
        ]}
      />
    </Card>
  );
}
