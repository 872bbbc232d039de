import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { Link } from "wouter";

import { useHead } from "../../chain/useHead.ts";
import { useIndexView } from "../../chain/useIndexView.ts";
import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useEpochs } from "../../history/useEpochs.ts";
import { useRules } from "../../history/useRules.ts";
import { changeSince } from "../../model/price/changeSince.ts";
import { changeTone } from "../../model/price/changeTone.ts";
import { regimeState } from "../../model/regime/regimeState.ts";
import { indexSentence } from "../../model/rules/indexSentence.ts";
import { ageText } from "../../format/ageText.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { cx } from "../../ui/cx.ts";
import { Sparkline } from "./Sparkline.tsx";
import { TopHoldings } from "./TopHoldings.tsx";

/** An index in small: its value, its state, its line, and what it holds most of. */
export function IndexCard({ index }: { readonly index: AppConfig["indexes"][number] }) {
  const { chainId } = useConfig();
  const head = useHead();
  const { data: view, isError } = useIndexView(index.address);
  const epochs = useEpochs(index.address, view?.epoch.number);
  const rules = useRules(index.rules);
  const { dollars, change } = useFormat();
  const now = head.data?.timestamp ?? view?.timestamp ?? 0n;
  const state =
    view === undefined
      ? undefined
      : regimeState({ kind: index.kind, regime: view.regime, epoch: view.epoch.number, now });
  const changed =
    view === undefined || epochs.data === undefined
      ? undefined
      : changeSince({ records: epochs.data, ...view, now });
  return (
    <Link
      href={`/i/${chainId}/${index.address}`}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 rounded-card border border-line bg-card p-5 text-ink no-underline hover:border-edge"
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <h2>
          {index.name} <span className="font-normal text-dim">{index.symbol}</span>
        </h2>
        {state === undefined ? (
          <Skeleton className="h-[30px] w-28 rounded-full" />
        ) : (
          <Chip tone={state.tone}>{state.text}</Chip>
        )}
      </span>
      <span className="text-dim">{indexSentence(index.kind, rules.data)}</span>
      {view === undefined ? (
        isError ? (
          <span role="status" className="min-h-[100px] rounded-control bg-soft p-3 text-small">
            This index cannot be read now. The page tries again by itself.
          </span>
        ) : (
          <Skeleton className="h-[100px] w-full" />
        )
      ) : (
        <>
          <span className="flex items-end justify-between gap-3">
            <span className="grid">
              <span className="figure text-mid font-[620] tracking-[-0.02em]">
                {view.supply === 0n ? "No shares yet" : dollars(view.navPerShare, "down")}
              </span>
              <span className="min-h-[22px] text-small">
                {changed === undefined ? (
                  <span className="text-dim">Change unknown</span>
                ) : (
                  <>
                    <span className={cx("font-[560]", changeTone(changed.part))}>
                      {changed.bound === "at least" && "at least "}
                      <span className="figure">{change(changed.part)}</span>
                    </span>{" "}
                    <span className="text-dim">in {ageText(now - changed.since)}</span>
                  </>
                )}
              </span>
            </span>
            <Sparkline records={epochs.data ?? []} view={view} />
          </span>
          <TopHoldings components={view.components} />
        </>
      )}
    </Link>
  );
}
