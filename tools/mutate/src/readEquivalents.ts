import { readFile } from "node:fs/promises";

import { UnusableRunError } from "./UnusableRunError.ts";

/** A mutant that no test can kill, with the reason why. The change is written down for people; the id decides. */
export type KnownEquivalent = {
  readonly id: string;
  readonly file: string;
  readonly change: string;
  readonly reason: string;
};

/**
 * Reads docs/mutation-equivalent.json.
 * @throws UnusableRunError
 */
export async function readEquivalents(file: string): Promise<KnownEquivalent[]> {
  const entries: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!Array.isArray(entries)) throw new UnusableRunError(`${file} is not a list.`);
  return entries.map((entry: unknown, position) => {
    const fields = new Map<string, unknown>(Object.entries(entry ?? {}));
    const text = (name: string): string => {
      const value = fields.get(name);
      if (typeof value === "string" && value !== "") return value;
      throw new UnusableRunError(`Entry ${position} of ${file} has no ${name}.`);
    };
    return { id: text("id"), file: text("file"), change: text("change"), reason: text("reason") };
  });
}
