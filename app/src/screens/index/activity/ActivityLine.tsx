import { Link } from "wouter";

import { useConfig } from "../../../config/useConfig.ts";
import { localeText } from "../../../format/localeText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import type { PlacedEvent } from "../../../history/useActivity.ts";
import type { EventWords } from "../../../model/activity/describeEvent.ts";
import { RebalanceProof } from "./RebalanceProof.tsx";

export type LineProps = { readonly line: PlacedEvent & { readonly words: EventWords } };

/** An event: when, what, and where to look it up. */
export function ActivityLine({ line }: LineProps) {
  const { local } = useConfig();
  const { date, locale } = useFormat();
  const { words, blockNumber, time, transaction, event } = line;
  const block = `Block ${localeText(blockNumber.toString(), locale)}`;
  return (
    <li className="grid gap-x-5 gap-y-0.5 border-b border-line py-2.5 sm:grid-cols-[170px_minmax(0,1fr)]">
      <span className="text-small text-dim">
        {time !== undefined && <span className="block">{date(time)}</span>}
        {local === null ? (
          <span title={transaction}>{block}</span>
        ) : (
          <Link href={`/tx/${transaction}`}>{block}</Link>
        )}
      </span>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-[560]">{words.title}</span>
        <span className="text-small text-dim">{words.detail}</span>
        {event.eventName === "EpochStarted" && (
          <RebalanceProof
            snapshotHash={event.args.record.snapshotHash}
            rulesHash={event.args.record.rulesHash}
          />
        )}
      </span>
    </li>
  );
}
