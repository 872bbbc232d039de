import { readAmount } from "./readAmount.ts";
import { readCsv } from "./readCsv.ts";
import { readDay } from "./readDay.ts";
import { readId } from "./readId.ts";

/** From `date` on, each token of `id` is `factor` tokens of `successor`, which is `id` itself where only its unit changed. */
export type AssetChange = {
  readonly date: string; // YYYY-MM-DD the first one in the new terms
  readonly id: string;
  readonly successor: string;
  /** D18{new tok/old tok} Undefined where the file leaves it empty, which counts as one. */
  readonly factor: bigint | undefined;
};

/**
 * Reads what became of assets: renames, redenominations, and jumps that are what they seem. The format is in this folder's README.md.
 * Ascending by date.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseChangesCsv(text: string, fileName: string): AssetChange[] {
  const seen = new Set<string>();
  return readCsv(text, fileName, "date,id,successor,factor")
    .map((line): AssetChange => {
      readDay(line);
      const [date, id] = [line.cell("date"), readId(line, "id")];
      const successor = line.cell("successor") === "" ? id : readId(line, "successor");
      const isOpen = line.cell("factor") === "";
      if (successor === id && isOpen)
        throw line.malformed("factor", "a factor, or another id as successor");
      if (seen.has(`${date} ${id}`)) throw line.malformed("id", `each id once on ${date}`);
      seen.add(`${date} ${id}`);
      const factor = isOpen ? undefined : readAmount(line, "factor", "factor", 1n);
      return { date, id, successor, factor };
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
