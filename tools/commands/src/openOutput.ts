import { writeFile } from "node:fs/promises";

import { checkWritableFile } from "./checkWritableFile.ts";
import { checkWritableFolder } from "./checkWritableFolder.ts";
import { foldLine } from "./foldLine.ts";
import { formatJson } from "./formatJson.ts";
import { STANDARD_OUTPUT } from "./jsonOption.ts";
import { plainText } from "./plainText.ts";

/** Where a command writes, beside what it prints. */
export type Destinations = {
  readonly json?: string | undefined; // of `jsonOption`
  readonly files?: Readonly<Record<string, string | undefined>>; // by flag
  readonly folders?: Readonly<Record<string, string | undefined>>; // by flag
};

export type Output = {
  /** One line, folded to the terminal's width; whole where the output is no terminal. */
  readonly print: (line: string) => void;
  readonly width: number; // {characters}
  /** Writes the report to where `--json` says; nowhere without it. */
  readonly writeJson: (report: unknown) => Promise<void>;
};

/**
 * Opens what a command writes to, before it does any work.
 * @throws UnusableOptionError where a place cannot be written.
 */
export async function openOutput({
  json,
  files = {},
  folders = {},
}: Destinations): Promise<Output> {
  const isPiped = json === STANDARD_OUTPUT;
  if (json !== undefined && !isPiped) await checkWritableFile("--json", json);
  for (const [flag, path] of Object.entries(files))
    if (path !== undefined) await checkWritableFile(flag, path);
  for (const [flag, path] of Object.entries(folders))
    if (path !== undefined) await checkWritableFolder(flag, path);
  const stream = isPiped ? process.stderr : process.stdout;
  const width = stream.isTTY ? stream.columns : Infinity;
  return {
    print: (line) => void stream.write(`${foldLine(plainText(line), width).join("\n")}\n`),
    width,
    writeJson: async (report) => {
      if (json === undefined) return;
      if (isPiped) process.stdout.write(formatJson(report));
      else await writeFile(json, formatJson(report));
    },
  };
}
