import { Suspense, lazy, useMemo, useState } from "react";

import { useHead } from "../../../chain/useHead.ts";
import { useConfig } from "../../../config/useConfig.ts";
import { useEpochs } from "../../../history/useEpochs.ts";
import { useSnapshots } from "../../../history/useSnapshots.ts";
import { besideNav } from "../../../model/chart/besideNav.ts";
import { leaderPoints } from "../../../model/chart/leaderPoints.ts";
import { leaderSources } from "../../../model/chart/leaderSources.ts";
import { PERIODS, periodPoints } from "../../../model/chart/periodPoints.ts";
import type { Period } from "../../../model/chart/periodPoints.ts";
import { regimeBands } from "../../../model/chart/regimeBands.ts";
import { Segments } from "../../../ui/Segments.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";

const PriceLines = lazy(async () => {
  const { PriceLines: lines } = await import("./PriceLines.tsx");
  return { default: lines };
});
const OPTIONS = PERIODS.map((value) => ({ value, text: value }));
const NONE = [] as const;

/** The recorded value of a share beside the market's leader, with the spans in which the index was in stablecoins. */
export function PriceHistory({ index, view }: IndexProps) {
  const { market } = useConfig();
  const [period, setPeriod] = useState<Period>("All");
  const head = useHead();
  const epochs = useEpochs(index.address, view?.epoch.number);
  const records = epochs.data ?? NONE;
  const hashes = useMemo(() => leaderSources(records), [records]);
  const { snapshots } = useSnapshots(hashes);
  const now = head.data?.timestamp ?? view?.timestamp ?? 0n;
  const all = useMemo(
    () => [
      ...records.map(({ startedAt, navPerShare, navComplete }) => ({
        time: startedAt,
        value: navPerShare,
        complete: navComplete,
      })),
      ...(view === undefined
        ? []
        : [{ time: now, value: view.navPerShare, complete: view.navComplete }]),
    ],
    [records, view, now],
  );
  const nav = periodPoints(all, period, now);
  const leader = useMemo(() => besideNav(nav, leaderPoints(snapshots)), [nav, snapshots]);
  return (
    <section aria-label="Value of a share over time" className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px] text-dim">
        <Key colour="bg-accent" text="Share, after fees" />
        {leader.length > 1 && (
          <Key colour="bg-wheat" text={`${market.leader.name}, from the same point`} />
        )}
        <div className="ml-auto">
          <Segments small label="Period" value={period} options={OPTIONS} onChange={setPeriod} />
        </div>
      </div>
      {epochs.data === undefined && !epochs.isError ? (
        <Skeleton className="h-[270px] w-full" />
      ) : nav.length < 2 ? (
        <p className="grid h-[270px] place-items-center rounded-card border border-dashed border-line p-6 text-center text-dim">
          {epochs.isError
            ? "The history cannot be read now. The page tries again by itself."
            : "A share's value is recorded at each rebalance. There is no record yet."}
        </p>
      ) : (
        <Suspense fallback={<Skeleton className="h-[270px] w-full" />}>
          <PriceLines
            nav={nav}
            leader={leader}
            bands={regimeBands(records, now)}
            leaderName={market.leader.name}
          />
        </Suspense>
      )}
    </section>
  );
}

function Key({ colour, text }: { readonly colour: string; readonly text: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <i className={`h-[3px] w-3.5 rounded-sm ${colour}`} aria-hidden="true" />
      {text}
    </span>
  );
}
