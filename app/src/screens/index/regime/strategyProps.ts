import type { EpochRecord } from "../../../model/history/epochRecord.ts";
import type { IndexEntry } from "../indexEntry.ts";

/** An index and its last decision; undefined before the first one, or while it is not read. */
export type StrategyProps = {
  readonly index: IndexEntry;
  readonly last: EpochRecord | undefined;
};
