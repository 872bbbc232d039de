import type { Market } from "@sheaf/sdk/market/market";

import { partOf } from "./partOf.ts";

/** {1} What the leader gained from the first week to the last. Null where one of them has no row of it. */
export function leaderReturn({ weeks, leader }: Market): number | null {
  const [first, last] = [weeks[0], weeks.at(-1)].map(
    (week) => week?.rows.find(({ id }) => id === leader)?.price,
  );
  return first === undefined || last === undefined ? null : partOf(last - first, first);
}
