import type { Hex } from "viem";

import type { EpochRecord } from "../history/epochRecord.ts";

/** {s} Daily closes that a snapshot holds at least, less some days for a decision that came late. */
const COVERED = 90n * 86_400n;

/** Hashes of as few snapshots as together have the leader's closes since the first epoch, the latest first. */
export function leaderSources(
  records: readonly Pick<EpochRecord, "startedAt" | "snapshotHash">[],
): Hex[] {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) return [];
  const hashes = [last.snapshotHash];
  let known = last.startedAt - COVERED; // {s}
  while (first.startedAt < known) {
    const next = records.find(({ startedAt }) => startedAt >= known);
    if (next === undefined || hashes.includes(next.snapshotHash)) break; // a gap that no snapshot covers
    hashes.push(next.snapshotHash);
    known = next.startedAt - COVERED;
  }
  return hashes;
}
