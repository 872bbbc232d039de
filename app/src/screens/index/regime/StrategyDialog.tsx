import { Suspense, lazy } from "react";

import { Dialog } from "../../../ui/Dialog.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { StrategyProps } from "./strategyProps.ts";

const Strategy = lazy(async () => {
  const { Strategy: text } = await import("./Strategy.tsx");
  return { default: text };
});

/** Opens the rules of an index. */
export function StrategyDialog(props: StrategyProps) {
  return (
    <Dialog
      title={`Strategy of ${props.index.name}`}
      trigger={(open) => (
        <button
          type="button"
          className="rounded text-small text-accent underline underline-offset-3"
          onClick={open}
        >
          Strategy and thresholds
        </button>
      )}
    >
      {() => (
        <Suspense fallback={<Skeleton className="h-80 w-full" />}>
          <Strategy {...props} />
        </Suspense>
      )}
    </Dialog>
  );
}
