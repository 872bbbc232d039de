import type { Edit } from "./mutant.ts";

/** The source with one edit made. */
export function applyEdit(source: Buffer, { start, length, replacement }: Edit): string {
  return (
    source.subarray(0, start).toString() + replacement + source.subarray(start + length).toString()
  );
}
