import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod/v4";

const FILE = "transactions.jsonl";
const SENT = z.object({
  nonce: z.number(),
  hash: z.string(),
  raw: z.string(), // signed
  gas: z.string(), // {gas} limit
});

/** A signed transaction. */
export type SignedTransaction = z.output<typeof SENT>;

export type TransactionRecord = {
  readonly all: () => readonly SignedTransaction[];
  readonly add: (transaction: SignedTransaction) => void;
};

/**
 * Opens the record of a deployment's transactions. One is written down before it is broadcast, so that a run that is killed
 * in between leaves no transaction that nobody knows.
 */
export function transactionRecord(folder: string): TransactionRecord {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const all = text.split("\n").flatMap(parse);
  return {
    all: () => all,
    add: (transaction) => {
      appendFileSync(file, `\n${JSON.stringify(transaction)}`);
      all.push(transaction);
    },
  };
}

/** A line that was cut short belongs to a transaction that was never broadcast. */
function parse(line: string): SignedTransaction[] {
  if (!line.endsWith("}")) return [];
  return [SENT.parse(JSON.parse(line))];
}
