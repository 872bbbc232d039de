import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { readRegime } from "@sheaf/sdk/snapshot/readRegime";

import { useConfig } from "../../../config/useConfig.ts";
import { priceText } from "../../../format/priceText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useSnapshots } from "../../../history/useSnapshots.ts";
import type { EpochRecord } from "../../../model/history/epochRecord.ts";
import { gaugeScale } from "../../../model/regime/gaugeScale.ts";
import { Facts } from "../../../ui/Facts.tsx";

export type ThresholdsProps = { readonly last: EpochRecord; readonly rules: Rules };

/** The thresholds of the rules beside what the last decision read. */
export function Thresholds({ last, rules }: ThresholdsProps) {
  const { market } = useConfig();
  const { locale, date, change, percent } = useFormat();
  const { snapshots, fault } = useSnapshots([last.snapshotHash]);
  const [snapshot] = snapshots;
  if (rules.bear === "stays") return null;
  if (snapshot === undefined)
    return (
      <p className="text-dim">
        {fault === undefined
          ? "Reading the last decision."
          : `Its inputs are unknown: ${fault.message}`}
      </p>
    );
  const { close, mean } = readRegime(snapshot, rules);
  const scale = gaugeScale({ close, mean, band: rules.regime.band });
  const price = (value: bigint) => priceText(value, locale);
  return (
    <section className="grid gap-2">
      <h3 className="font-[580]">The last decision, {date(last.startedAt)}</h3>
      <Facts
        facts={[
          { name: `${market.leader.name}, last close`, value: price(close) },
          { name: `Mean of ${rules.regime.meanDays} closes`, value: price(mean) },
          { name: "Distance from the mean", value: change(scale.distance), strong: true },
          ...(rules.regime.module === undefined
            ? [
                {
                  name: "Turns bull above",
                  value: price(scale.bullPrice),
                  note: `+${percent(rules.regime.band, "down")}`,
                },
                {
                  name: "Turns bear below",
                  value: price(scale.bearPrice),
                  note: `−${percent(rules.regime.band, "down")}`,
                },
              ]
            : []),
          { name: "Tokens in the market list", value: String(snapshot.rows.length) },
        ]}
      />
      <p className="text-fine break-all text-dim">
        All inputs:{" "}
        <a href={`/snapshots/${last.snapshotHash}.json`} target="_blank" rel="noreferrer">
          {last.snapshotHash}
        </a>
      </p>
    </section>
  );
}
