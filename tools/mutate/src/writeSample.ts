import { readFile, writeFile } from "node:fs/promises";

import { format, resolveConfig } from "prettier";

import { UnusableRunError } from "./UnusableRunError.ts";

const [BEGIN, END] = [
  "<!-- sample: written by npm run mutate -- --doc -->",
  "<!-- end of sample -->",
];

/** Replaces the sample in a document. All around it is written by hand. */
export async function writeSample(file: string, report: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new UnusableRunError(
      `${file} has no place for a sample: it wants the lines ${BEGIN} and ${END}.`,
    );
  const whole = `${text.slice(0, begin)}${BEGIN}\n\n${report}\n\n${text.slice(end)}`;
  await writeFile(
    file,
    await format(whole, { ...(await resolveConfig(file)), parser: "markdown" }),
  );
}
