import { readFile } from "node:fs/promises";

import { UnusableOptionError } from "@sheaf/commands/errors";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";

/**
 * Reads an address book, without a node.
 * @throws UnusableOptionError, MalformedAddressBookError
 */
export async function openBook(file: string): Promise<AddressBook> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UnusableOptionError(`--addresses ${file} cannot be read (${error.code ?? ""})`);
  });
  return parseAddressBook(text, file);
}
