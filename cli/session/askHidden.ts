import { createInterface } from "node:readline";
import { Writable } from "node:stream";

import { NoTerminalError } from "./errors.ts";

/**
 * Asks a terminal for a text that is not shown.
 * @param instead How to go on without a terminal, for the error.
 * @throws NoTerminalError
 */
export async function askHidden(question: string, instead: string): Promise<string> {
  if (!process.stdin.isTTY) throw new NoTerminalError("A password", instead);
  process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const input = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      input.once("line", resolve);
      input.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
      input.once("close", () => reject(new NoTerminalError("A password", instead)));
    });
  } finally {
    input.removeAllListeners("close");
    input.close();
    process.stderr.write("\n");
  }
}
