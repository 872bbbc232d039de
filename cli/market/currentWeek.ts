import type { Market } from "@sheaf/sdk/market/market";

import { answerOf } from "../../market/answerOf.ts";
import type { MarketName } from "../../market/LocalMarket.ts";

type Feed = Pick<MarketName, "answer" | "feedDecimals">;

/**
 * Position of the market week that most feeds agree with, the latest of several; undefined where none agrees.
 * @param feeds By the token's id.
 */
export function currentWeek(
  { weeks }: Pick<Market, "weeks">,
  feeds: ReadonlyMap<string, Feed>,
): number | undefined {
  const scores = weeks.map(
    ({ rows }) =>
      rows.filter(({ id, price }) => {
        const feed = feeds.get(id);
        return feed !== undefined && answerOf(price, feed.feedDecimals) === feed.answer;
      }).length,
  );
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : scores.lastIndexOf(best);
}
