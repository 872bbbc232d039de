import type { IndexView } from "@sheaf/sdk/lens/indexView";

import { useHead } from "../../chain/useHead.ts";
import { useConfig } from "../../config/useConfig.ts";
import { ageText } from "../../format/ageText.ts";
import { useRules } from "../../history/useRules.ts";
import { nextCheck } from "../../model/price/nextCheck.ts";
import { regimeState } from "../../model/regime/regimeState.ts";
import { indexSentence } from "../../model/rules/indexSentence.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import type { IndexProps } from "./indexEntry.ts";

/** Name, state and purpose of an index, and when it is rebalanced next. */
export function IndexHead({ index, view }: IndexProps) {
  const rules = useRules(index.rules);
  const head = useHead();
  const now = head.data?.timestamp ?? view?.timestamp;
  const state =
    view === undefined || now === undefined
      ? undefined
      : regimeState({
          kind: index.kind,
          regime: view.regime,
          epoch: view.epoch.number,
          now,
        });
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-5 gap-y-2.5">
      <div className="grid min-w-0 max-w-[720px] gap-1">
        <h1>
          {view?.name ?? index.name}{" "}
          <span className="rounded-[7px] border border-line px-[7px] py-0.5 align-middle text-fine font-[560] tracking-[0.02em] text-dim">
            {view?.symbol ?? index.symbol}
          </span>
        </h1>
        <p className="text-dim">
          {indexSentence(index.kind, rules.data)}{" "}
          {view !== undefined && now !== undefined && <Schedule view={view} now={now} />}
        </p>
      </div>
      {state === undefined ? (
        <Skeleton className="h-[30px] w-36 rounded-full" />
      ) : (
        <Chip tone={state.tone}>{state.text}</Chip>
      )}
    </header>
  );
}

/** When the next weekly decision is due, by the chain's clock. Where weeks are compressed, in seconds of the reader's too. */
function Schedule({ view, now }: { readonly view: IndexView; readonly now: bigint }) {
  const { compressedTime, local } = useConfig();
  const pace = local?.pace ?? undefined;
  if (view.epoch.open) return <b className="font-[580] text-ink">It is rebalancing now.</b>;
  const next = nextCheck(view.epoch.startedAt, now);
  if (next === undefined) return <>It has not been rebalanced yet.</>;
  if (compressedTime && pace !== undefined)
    return (
      <>
        Reviewed weekly, here every <b className="figure font-[580] text-ink">{pace} s</b>.
      </>
    );
  return (
    <>
      Reviewed weekly, next in <b className="figure font-[580] text-ink">{ageText(next)}</b>.
    </>
  );
}
