import { readRegime } from "@sheaf/sdk/snapshot/readRegime";

import { useHead } from "../../../chain/useHead.ts";
import { useConfig } from "../../../config/useConfig.ts";
import { ageText } from "../../../format/ageText.ts";
import { priceText } from "../../../format/priceText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useEpochs } from "../../../history/useEpochs.ts";
import { useRules } from "../../../history/useRules.ts";
import { useSnapshots } from "../../../history/useSnapshots.ts";
import { gaugeScale } from "../../../model/regime/gaugeScale.ts";
import { Card } from "../../../ui/Card.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";
import { FlipCost } from "./FlipCost.tsx";
import { Gauge } from "./Gauge.tsx";
import { StrategyDialog } from "./StrategyDialog.tsx";

/** Why the index holds what it holds: where the leader stood against its mean at the last decision. */
export function RegimeCard({ index, view }: IndexProps) {
  const { market } = useConfig();
  const { locale, percent, date } = useFormat();
  const head = useHead();
  const epochs = useEpochs(index.address, view?.epoch.number);
  const last = epochs.data?.at(-1);
  const rules = useRules(last?.rulesHash);
  const { snapshots, pending } = useSnapshots(last === undefined ? [] : [last.snapshotHash]);
  const [snapshot] = snapshots;
  const strategy = <StrategyDialog index={index} last={last} />;
  if (index.kind === "passive")
    return (
      <Card title="Regime" aside={strategy}>
        <p className="text-dim">
          This index holds its tokens in bull and bear markets alike. It never leaves for
          stablecoins.
        </p>
      </Card>
    );
  if (snapshot === undefined || rules.data === undefined || view === undefined)
    return (
      <Card title="Regime" aside={strategy}>
        {view === undefined ||
        epochs.isPending ||
        (last !== undefined && pending && !rules.isError) ? (
          <Skeleton className="h-[118px] w-full" />
        ) : (
          <p className="text-dim">
            {last === undefined
              ? "The index has not decided yet. Its first rebalance reads the state of the market."
              : "The state of the market at the last decision is unknown: its inputs are not served here. The index itself does not need them."}
          </p>
        )}
      </Card>
    );
  const { regime } = rules.data;
  const { close, mean } = readRegime(snapshot, rules.data);
  const scale = gaugeScale({ close, mean, band: regime.band });
  const now = head.data?.timestamp ?? view.timestamp;
  const magnitude = scale.distance < 0n ? -scale.distance : scale.distance;
  const side = scale.distance < 0n ? "below" : "above";
  const sentence = `${market.leader.name} was ${percent(magnitude, "down")} ${side} its ${regime.meanDays}-day mean`;
  return (
    <Card title="Regime" aside={strategy}>
      {regime.module === undefined && (
        <Gauge
          scale={scale}
          band={percent(regime.band, "down")}
          mean={priceText(mean, locale)}
          label={`${sentence}. Turns bear below ${priceText(scale.bearPrice, locale)}, turns bull above ${priceText(scale.bullPrice, locale)}.`}
        />
      )}
      <p className="text-dim">
        <b className="font-[580] text-ink">{sentence}</b> at the last decision, read on{" "}
        {date(snapshot.block.timestamp)}, {ageText(now - snapshot.block.timestamp)} ago. The index
        counts as {view.regime.value} since {date(view.regime.since)} (
        {ageText(now - view.regime.since)}), and may change {regime.cooldownDays} days after a
        change at the earliest.
      </p>
      <FlipCost index={index} view={view} />
    </Card>
  );
}
