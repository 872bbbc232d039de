import { useEffect, useMemo, useState } from "react";

import { localeText } from "../../../format/localeText.ts";
import { shortAddress } from "../../../format/shortAddress.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useActivity } from "../../../history/useActivity.ts";
import { describeEvent } from "../../../model/activity/describeEvent.ts";
import type { EventTopic, EventWriters } from "../../../model/activity/describeEvent.ts";
import { Button } from "../../../ui/Button.tsx";
import { Card } from "../../../ui/Card.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { Segments } from "../../../ui/Segments.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";
import { useTokenSymbols } from "../../../history/useTokenSymbols.ts";
import { ActivityLine } from "./ActivityLine.tsx";

type Choice = "all" | EventTopic;

const CHOICES: readonly { readonly value: Choice; readonly text: string }[] = [
  { value: "all", text: "All" },
  { value: "rebalances", text: "Trades" },
  { value: "shares", text: "Shares" },
  { value: "safety", text: "Safety" },
];
const FIRST_LINES = 60;

/** Everything that happened to an index, from its own events, the latest first and back to its creation. */
export function ActivityCard({ index, view }: IndexProps) {
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>("all");
  const [shown, setShown] = useState(FIRST_LINES);
  const [head, setHead] = useState<bigint>();
  const latest = view?.blockNumber;
  if (head === undefined && latest !== undefined) setHead(latest);
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useActivity(
    index.address,
    head,
  );
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  const symbols = useTokenSymbols(view);
  const writers = useMemo((): EventWriters => {
    const known = new Map(view?.components.map((each) => [each.token, each]));
    const symbol: EventWriters["symbol"] = (token) => symbols.get(token) ?? shortAddress(token);
    return {
      vault: index.address,
      shares: (amount) => `${format.shares(amount, "down")} ${index.symbol}`,
      token: (token, amount) => {
        const component = known.get(token);
        return component === undefined
          ? symbol(token)
          : `${format.token(amount, component.decimals, "down")} ${symbol(token)}`;
      },
      symbol,
      dollars: (value) => format.dollars(value, "down"),
      percent: (part) => format.percent(part, "up"),
      account: shortAddress,
      date: format.date,
    };
  }, [index, view, symbols, format]);
  const lines = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap(({ events }) => events)
        .flatMap((placed) => {
          const words = describeEvent(placed.event, writers);
          return words === undefined ? [] : [{ ...placed, words }];
        }),
    [data, writers],
  );
  const chosen = lines.filter(({ words }) => choice === "all" || words.topic === choice);
  const isWhole = data !== undefined && !hasNextPage;
  const oldest = data?.pages.at(-1)?.from;
  const isNewer = latest !== undefined && head !== undefined && latest > head;
  return (
    <Card
      title="Activity"
      aside={<Segments small label="Kind" value={choice} options={CHOICES} onChange={setChoice} />}
    >
      {isError && (
        <Notice
          tone="fault"
          title="Some events cannot be read now"
          actions={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          The node does not answer, or refuses a range of blocks. Events that were read stay below.
        </Notice>
      )}
      {isNewer && (
        <Button look="ghost" className="mb-2 py-1.5 text-small" onClick={() => setHead(latest)}>
          Read the blocks since {localeText(String(head), format.locale)}
        </Button>
      )}
      {data === undefined ? (
        !isError && <Skeleton className="h-96 w-full" />
      ) : chosen.length === 0 ? (
        <p className="py-6 text-center text-dim">
          {isWhole ? "Nothing of this kind has happened." : "Nothing of this kind yet."}
        </p>
      ) : (
        <ol className="grid">
          {chosen.slice(0, shown).map((line) => (
            <ActivityLine key={`${line.transaction}${line.logIndex}`} line={line} />
          ))}
        </ol>
      )}
      {chosen.length > shown && (
        <Button
          look="ghost"
          className="mt-3 w-full"
          onClick={() => setShown((count) => count + FIRST_LINES)}
        >
          Show more of {chosen.length}
        </Button>
      )}
      <p role="status" className="mt-3 text-small text-dim">
        {data !== undefined &&
          (isWhole
            ? `All events since the index was created in block ${localeText(String(oldest ?? 0n), format.locale)}.`
            : `Read back to block ${localeText(String(oldest ?? 0n), format.locale)}; reading on.`)}
      </p>
    </Card>
  );
}
