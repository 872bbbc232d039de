import { rename, writeFile } from "node:fs/promises";

import { formatJson } from "@sheaf/commands/formatJson";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";

/** Replaces an address book as a whole: a run that is killed leaves the old one or the new one. */
export async function replaceBook(file: string, book: AddressBook): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, formatJson(book));
  await rename(draft, file);
}
