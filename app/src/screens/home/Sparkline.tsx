import type { IndexView } from "@sheaf/sdk/lens/indexView";

import { sparkline } from "../../model/chart/sparkline.ts";
import type { EpochRecord } from "../../model/history/epochRecord.ts";

export type SparklineProps = {
  readonly records: readonly EpochRecord[];
  readonly view: IndexView;
};

const WIDTH = 120; // {px}
const HEIGHT = 34; // {px}

/** The recorded values of a share as a line in small. The page of the index has them in figures. */
export function Sparkline({ records, view }: SparklineProps) {
  const points = [
    ...records.map(({ startedAt, navPerShare, navComplete }) => ({
      time: startedAt,
      value: navPerShare,
      complete: navComplete,
    })),
    { time: view.timestamp, value: view.navPerShare, complete: view.navComplete },
  ];
  const path = sparkline(points, WIDTH, HEIGHT);
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="flex-none">
      {path !== undefined && (
        <path
          d={path}
          fill="none"
          className="stroke-accent"
          strokeWidth={2}
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
