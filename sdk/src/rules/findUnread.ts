import { formatDecimal } from "../units/formatDecimal.ts";
import { WAD } from "../units/wad.ts";
import { SignalUnavailableError } from "./errors.ts";
import type { Weight } from "./capWeights.ts";

/** Why a held component stays as it is, whatever the rules make of its row: the chain has no price, or no trade, of it. */
export type KeptCause = "no price" | "no route";

export type UnreadInputs = {
  readonly current: readonly Weight[];
  /** Ids with a usable row of the decision's own date. */
  readonly read: ReadonlySet<string>;
  /** Ids that leave, or are no components, without any reading. */
  readonly barred: (id: string) => boolean;
  readonly kept: ReadonlyMap<string, KeptCause>;
};

/** WAD Without readings of more than this part of NAV nothing is decided: everything else would be sized wrongly. */
const MOST_UNREAD = WAD / 50n;

/**
 * Held ids that the decision's date says nothing of. They keep their weights: no data is no reason to trade.
 *
 * @throws SignalUnavailableError where they, and those that the chain has no price of, are more than 2 % of NAV together.
 */
export function findUnread({ current, read, barred, kept }: UnreadInputs): ReadonlySet<string> {
  const held = current.filter(({ id, weight }) => weight > 0n && !barred(id));
  const unread = held.filter(({ id }) => !read.has(id) && !kept.has(id));
  const blind = [...unread, ...held.filter(({ id }) => kept.get(id) === "no price")];
  const part = blind.reduce((sum, { weight }) => sum + weight, 0n);
  if (part > MOST_UNREAD)
    throw new SignalUnavailableError(
      `No reading of ${namesOf(blind)}, ${formatDecimal(part * 100n, 18, 2)} % of NAV: more than 2 %.`,
    );
  return new Set(unread.map(({ id }) => id));
}

/** The largest five. */
function namesOf(blind: readonly Weight[]): string {
  const ids = blind
    .toSorted((a, b) =>
      a.weight === b.weight ? (a.id < b.id ? -1 : 1) : a.weight > b.weight ? -1 : 1,
    )
    .map(({ id }) => id);
  return ids.length <= 5
    ? ids.join(", ")
    : `${ids.slice(0, 5).join(", ")} and ${ids.length - 5} more`;
}
