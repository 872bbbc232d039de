import type { IndexView } from "@sheaf/sdk/lens/indexView";

import { useHead } from "../../../chain/useHead.ts";
import { ageText } from "../../../format/ageText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useEpochs } from "../../../history/useEpochs.ts";
import { changeSince } from "../../../model/price/changeSince.ts";
import { changeTone } from "../../../model/price/changeTone.ts";
import { cx } from "../../../ui/cx.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";

/** The value of a share, and how it changed since it was last recorded. */
export function PriceTile({ index, view }: IndexProps) {
  const { dollars } = useFormat();
  const head = useHead();
  if (view === undefined)
    return (
      <div className="grid gap-1">
        <Skeleton className="h-[60px] w-52" />
        <Skeleton className="h-5 w-40" />
      </div>
    );
  const now = head.data?.timestamp ?? view.timestamp;
  const unpriced = view.components.filter(
    ({ held, price, readable }) => price === undefined && (held > 0n || !readable),
  ).length;
  return (
    <div className="grid gap-0.5">
      <div className="flex flex-wrap items-baseline gap-x-3.5 gap-y-1">
        <span className="figure text-[34px] leading-[1.3] font-[640] tracking-[-0.03em] sm:text-big">
          {view.supply === 0n ? "No shares yet" : dollars(view.navPerShare, "down")}
        </span>
        <Change index={index} view={view} now={now} />
      </div>
      <p className="text-[13px] text-dim">
        Net asset value of one share, after fees
        {!view.navComplete && (
          <>
            .{" "}
            <b className="font-[560] text-ink">
              Incomplete:{" "}
              {unpriced === 1
                ? "one token has no price now and counts"
                : `${unpriced} tokens have no price now and count`}{" "}
              as nothing.
            </b>
          </>
        )}
      </p>
    </div>
  );
}

type ChangeProps = IndexProps & { readonly view: IndexView; readonly now: bigint };

function Change({ index, view, now }: ChangeProps) {
  const { change } = useFormat();
  const epochs = useEpochs(index.address, view.epoch.number);
  if (epochs.data === undefined)
    return epochs.isError ? (
      <span className="text-dim">Change unknown: the history cannot be read now</span>
    ) : (
      <Skeleton className="h-5 w-36" />
    );
  const found = changeSince({
    records: epochs.data,
    navPerShare: view.navPerShare,
    navComplete: view.navComplete,
    now,
  });
  if (found === undefined) return <span className="text-dim">Change unknown</span>;
  return (
    <span className={cx("font-[560]", changeTone(found.part))}>
      <span className="figure">
        {found.bound === "at least" && "at least "}
        {change(found.part)}
      </span>{" "}
      <span className="font-normal text-dim">since {ageText(now - found.since)} ago</span>
    </span>
  );
}
