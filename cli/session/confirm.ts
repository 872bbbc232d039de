import { createInterface } from "node:readline/promises";

import { plainText } from "@sheaf/commands/plainText";

import { NotConfirmedError, NoTerminalError } from "./errors.ts";

export type Confirmation = {
  readonly question: string; // the sentence that is signed
  readonly yes: boolean; // whether not to ask
};

/**
 * Prompts for a confirmation before a signature. Only "y" and "yes" confirm.
 * @throws NotConfirmedError, NoTerminalError
 */
export async function confirm({ question, yes }: Confirmation): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new NoTerminalError("A confirmation", "Give --yes to sign without one.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const given = await terminal
    .question(`${plainText(question)} [y/N] `)
    .catch(() => "")
    .finally(() => terminal.close());
  if (!/^y(es)?$/i.test(given.trim())) throw new NotConfirmedError();
}
