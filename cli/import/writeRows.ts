import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { PassedOver } from "@sheaf/lab/market/importDayRows";

export type Written = { readonly file: string; readonly lines: number };
export type Imported = { readonly written: Written; readonly passedOver: readonly PassedOver[] };

/** Writes a file of rows into a folder. */
export async function writeRows(folder: string, name: string, text: string): Promise<Written> {
  await writeFile(join(folder, name), text);
  return { file: name, lines: text.split("\n").length - 1 };
}
