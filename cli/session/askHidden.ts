import { createInterface } from "node:readline";
import { Writable } from "node:stream";

import { NoTerminalError } from "./errors.ts";

export type HiddenQuestion = {
  readonly question: string;
  readonly wanted: string; // "A password", for the error
  readonly instead: string; // how to go on without a terminal
};

/**
 * Prompts a terminal for a text that is not shown.
 * @throws NoTerminalError
 */
export async function askHidden({ question, wanted, instead }: HiddenQuestion): Promise<string> {
  if (!process.stdin.isTTY) throw new NoTerminalError(wanted, instead);
  process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const input = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      input.once("line", resolve);
      input.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
      input.once("close", () => reject(new NoTerminalError(wanted, instead)));
    });
  } finally {
    input.removeAllListeners("close");
    input.close();
    process.stderr.write("\n");
  }
}
