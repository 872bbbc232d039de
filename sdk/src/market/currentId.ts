import type { AssetChange } from "./parseChangesCsv.ts";

/** The id that an asset has now which had this one on a date. `changes` ascend. */
export function currentId(id: string, date: string, changes: readonly AssetChange[]): string {
  return changes.reduce(
    (current, change) => (change.id === current && date < change.date ? change.successor : current),
    id,
  );
}
