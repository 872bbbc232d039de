import { z } from "zod/v4";

import { TransactionsWaitError } from "../errors.ts";
import type { AskNode } from "./askNode.ts";
import type { SigningProvider } from "./signingProvider.ts";
import type { TransactionRecord } from "./transactionRecord.ts";

const PAUSE = 250; // {ms}
const PATIENCE = 120_000; // {ms}

const Count = z
  .string()
  .regex(/^0x/)
  .transform((text) => Number(text));

/**
 * Brings the chain to what the record says: a transaction that was signed before a kill is broadcast if the node does not
 * know it, and all that wait are waited for.
 * @throws TransactionsWaitError
 */
export async function recoverTransactions(
  ask: AskNode,
  provider: Pick<SigningProvider, "broadcast">,
  record: TransactionRecord,
  account: string,
): Promise<void> {
  const countAt = async (block: string): Promise<number> =>
    Count.parse(await ask("eth_getTransactionCount", [account, block]));

  const mined = await countAt("latest");
  // Of several with one nonce the last one offers the highest fee.
  const last = new Map(record.all().map((one) => [one.nonce, one]));
  for (const { nonce, hash, raw } of last.values())
    if (nonce >= mined && (await ask("eth_getTransactionByHash", [hash])) === null)
      await provider.broadcast(raw);

  const end = Date.now() + PATIENCE;
  for (;;) {
    const [latest, pending] = [await countAt("latest"), await countAt("pending")];
    if (latest === pending) return;
    if (Date.now() > end) throw new TransactionsWaitError(account, latest, pending);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
