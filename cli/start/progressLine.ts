import type { ReplayedWeek } from "./replayHistory.ts";
import { weekText } from "./weekText.ts";

const WIDTH = 26; // {characters}

/** A line of progress: a bar, the week, and the keeper's week of each index. */
export function progressLine({ number, of, date, kept }: ReplayedWeek): string {
  const done = Math.round((number / of) * WIDTH);
  const bar = `[${"#".repeat(done)}${".".repeat(WIDTH - done)}]`;
  return `${bar} week ${number}/${of} ${date}: ${weekText(kept)}`;
}
