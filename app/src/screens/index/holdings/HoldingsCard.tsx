import { Suspense, lazy, useMemo } from "react";

import { useFormat } from "../../../format/useFormat.ts";
import { useEpochs } from "../../../history/useEpochs.ts";
import { useTokenNames } from "../../../history/useTokenNames.ts";
import { stablePart } from "../../../model/holdings/stablePart.ts";
import { toHoldings } from "../../../model/holdings/toHoldings.ts";
import { Card } from "../../../ui/Card.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";
import { DriftLegend } from "./DriftLegend.tsx";
import { HoldingsTable } from "./HoldingsTable.tsx";

const Treemap = lazy(async () => {
  const { Treemap: map } = await import("./Treemap.tsx");
  return { default: map };
});
const HALF = 5n * 10n ** 17n; // {1} WAD

/** The tokens behind the shares: as areas coloured by drift, and as a table with the same data. */
export function HoldingsCard({
  index,
  view,
  whole = false,
}: IndexProps & { readonly whole?: boolean }) {
  const { percent } = useFormat();
  const names = useTokenNames();
  const epochs = useEpochs(index.address, view?.epoch.number);
  const weights = epochs.data?.at(-1)?.weights;
  const holdings = useMemo(
    () => (view === undefined ? undefined : toHoldings({ view, names, weights })),
    [view, names, weights],
  );
  const count = holdings?.length ?? 0;
  const stable = stablePart(holdings ?? []);
  return (
    <Card
      title={
        <>
          Holdings{" "}
          {holdings !== undefined && (
            <span className="font-normal text-dim">
              {count === 1 ? "1 token" : `${count} tokens`}
              {stable > HALF && `, ${percent(stable, "down")} in stablecoins`}
            </span>
          )}
        </>
      }
      aside={count > 0 && <DriftLegend />}
    >
      {holdings === undefined ? (
        <div className="grid gap-4">
          <Skeleton className="aspect-[13/5] w-full" />
          <Skeleton className="h-96 w-full" />
        </div>
      ) : count === 0 ? (
        <p className="py-6 text-center text-dim">
          The index holds nothing yet. Its tokens are bought after the first shares are issued.
        </p>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Suspense
            fallback={<Skeleton className="hidden aspect-[13/5] w-full min-[400px]:block" />}
          >
            <Treemap holdings={holdings} />
          </Suspense>
          <HoldingsTable
            holdings={holdings}
            now={view?.timestamp ?? 0n}
            fileName={`${index.slug}-holdings-${String(view?.blockNumber ?? 0n)}.csv`}
            whole={whole}
          />
        </div>
      )}
    </Card>
  );
}
