import { loadRecordedMarket } from "@sheaf/keeper/signals/loadRecordedMarket";
import { NotEnoughWeeksError } from "@sheaf/lab/market/errors";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { shiftMarket } from "@sheaf/lab/market/shiftMarket";
import type { Market } from "@sheaf/sdk/market/market";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

import type { History } from "./history.ts";

const MODELLED_WEEKS = 104;
/** Names of the model for each component of the largest index. */
const NAMES_PER_COMPONENT = 2.4;
const MIN_NAMES = 60; // so that a sector has enough of them
/** Position of the modelled week that is today. The half year before it has a bear regime with a bull regime on both sides. */
const TODAY = 39;
/** {ms} The keeper's last week takes hours of the chain's time, which have to be over now. */
const SLACK = 12 * 3_600_000;

export type HistoryOptions = {
  readonly data: string | undefined; // folder of recorded rows
  readonly seed: number;
  readonly weeks: number;
  readonly components: number;
  readonly now: Date;
};

/**
 * The weeks to replay, of recorded rows or of a modelled market. Their dates are moved so that the last week is that of today.
 * @throws NotEnoughWeeksError and those of `loadRecordedMarket`
 */
export async function loadHistory(options: HistoryOptions): Promise<History> {
  const { data, seed, weeks, components, now } = options;
  const names = Math.max(MIN_NAMES, Math.ceil(components * NAMES_PER_COMPONENT));
  const market =
    data === undefined
      ? modelMarket({ seed, weeks: MODELLED_WEEKS, names })
      : await loadRecordedMarket(data);
  const last = data === undefined ? TODAY : market.weeks.length - 1;
  const first = last - weeks + 1;
  if (first < 0) throw new NotEnoughWeeksError(market.name, weeks, market.weeks.length);
  const moved = shiftMarket(withoutFuture(market, data), daysUntil(market, last, now));
  return { market: moved, first, last };
}

/** Recorded closes that follow the last recorded week would be known before their week. */
function withoutFuture(market: Market, data: string | undefined): Market {
  const end = market.weeks.at(-1)?.date ?? "";
  if (data === undefined) return market;
  return { ...market, leaderCloses: market.leaderCloses.filter(({ date }) => date < end) };
}

function daysUntil({ weeks }: Market, last: number, now: Date): number {
  const today = new Date(now.getTime() - SLACK).toISOString().slice(0, 10);
  return (toDayNumber(today) ?? 0) - (toDayNumber(weeks[last]?.date ?? "") ?? 0);
}
