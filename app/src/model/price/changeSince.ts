import { WAD } from "@sheaf/sdk/units/wad";

import type { EpochRecord } from "../history/epochRecord.ts";

/** How a share's value changed since a recorded one. `at least`: a token without a price is not counted now. */
export type PriceChange = {
  readonly part: bigint; // {1} WAD
  readonly since: bigint; // {s}
  readonly bound: "exact" | "at least";
};

export type ChangeInputs = {
  readonly records: readonly Pick<EpochRecord, "startedAt" | "navPerShare" | "navComplete">[];
  readonly navPerShare: bigint; // D18{uoa/share}
  readonly navComplete: boolean;
  readonly now: bigint; // {s}
};

const DAY = 86_400n; // {s}
const YOUNGEST = DAY / 2n; // {s} age from which on a record is worth a comparison

/**
 * The change since the complete record whose age is nearest to a day. A record of the last hours is taken only where there is
 * no older one. Undefined without a record: a change that nobody recorded is unknown, not zero.
 */
export function changeSince(inputs: ChangeInputs): PriceChange | undefined {
  const { records, navPerShare, navComplete, now } = inputs;
  const known = records.filter(
    (record) => record.navComplete && record.navPerShare > 0n && record.startedAt < now,
  );
  const older = known.filter(({ startedAt }) => now - startedAt >= YOUNGEST);
  const [first, ...others] = older.length > 0 ? older : known;
  if (first === undefined) return undefined;
  const distance = ({ startedAt }: { readonly startedAt: bigint }): bigint => {
    const gap = now - startedAt - DAY;
    return gap < 0n ? -gap : gap;
  };
  const nearest = others.reduce(
    (best, record) => (distance(record) < distance(best) ? record : best),
    first,
  );
  return {
    part: ((navPerShare - nearest.navPerShare) * WAD) / nearest.navPerShare,
    since: nearest.startedAt,
    bound: navComplete ? "exact" : "at least",
  };
}
