import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { trackTransaction } from "@nomicfoundation/ignition-core";
import { z } from "zod/v4";

import type { SigningProvider } from "./signingProvider.ts";
import type { TransactionRecord } from "./transactionRecord.ts";

const MESSAGE = z.looseObject({
  type: z.string(),
  futureId: z.string().optional(),
  networkInteractionId: z.number().optional(),
  networkInteraction: z.object({ id: z.number(), data: z.string().optional() }).optional(),
  nonce: z.number().optional(),
});
const TRANSACTION = z.looseObject({ input: z.string() });

type Message = z.output<typeof MESSAGE>;

const PREPARED = "TRANSACTION_PREPARE_SEND";
const SENT = "TRANSACTION_SEND";

/**
 * Mends the end of a journal of Ignition's after a kill. A line that was cut short is dropped. A transaction that Ignition
 * prepared and does not know as sent is the recorded one of that nonce; if none was recorded, none was signed, and the
 * preparation is dropped.
 */
export async function repairJournal(
  folder: string,
  provider: SigningProvider,
  record: TransactionRecord,
): Promise<void> {
  const file = join(folder, "journal.jsonl");
  if (!existsSync(file)) return;
  const lines = readFileSync(file, "utf8").split("\n");
  const whole = lines.filter((line) => line === "" || line.endsWith("}"));
  const messages = whole.filter((line) => line !== "").map(parse);
  const last = messages.findLast(({ type }) => type === PREPARED || type === SENT);
  const open = last?.type === PREPARED ? last : undefined;
  const sent = record.all().findLast(({ nonce }) => nonce === open?.nonce);

  const isUnsigned = open !== undefined && sent === undefined;
  const end = isUnsigned ? whole.findLastIndex((line) => line.includes(PREPARED)) : whole.length;
  const kept = whole.filter((_, at) => at !== end);
  if (kept.length < lines.length) writeFileSync(file, kept.join("\n"));
  if (open !== undefined && sent !== undefined)
    await trackTransaction(folder, sent.hash, asPrepared(provider, messages, open), 1);
}

function parse(line: string): Message {
  return MESSAGE.parse(JSON.parse(line));
}

/**
 * Ignition writes the addresses of libraries into code with a checksum, and takes a transaction with the same bytes in lower
 * case for somebody else's: it is shown its own spelling.
 */
function asPrepared(
  provider: SigningProvider,
  messages: readonly Message[],
  { futureId, networkInteractionId }: Message,
): Pick<SigningProvider, "request"> {
  const request = messages.findLast(
    (one) => one.futureId === futureId && one.networkInteraction?.id === networkInteractionId,
  );
  const data = request?.networkInteraction?.data ?? "";
  return {
    request: async (call) => {
      const result: unknown = await provider.request(call);
      const transaction = TRANSACTION.safeParse(result);
      if (call.method !== "eth_getTransactionByHash" || !transaction.success) return result;
      const isSame = transaction.data.input.toLowerCase() === data.toLowerCase();
      return isSame ? { ...transaction.data, input: data } : result;
    },
  };
}
