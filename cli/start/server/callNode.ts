import { parseJson } from "@sheaf/sdk/units/parseJson";
import { MalformedJsonError } from "@sheaf/sdk/units/errors";
import { z } from "zod";

import { jsonReply } from "./jsonReply.ts";
import type { Reply } from "./reply.ts";

/** A chain that JSON-RPC requests go to. */
export type Node = {
  request(call: { readonly method: string; readonly params: unknown[] }): Promise<unknown>;
};

const CALL = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().min(1),
  params: z.array(z.unknown()).optional(),
});
const REFUSAL = z.object({
  code: z.number().int().catch(-32603),
  message: z.string(),
  data: z.unknown().optional(),
});
/** Hardhat wraps the bytes of a revert. */
const REVERT = z.object({ data: z.string() });
const MAX_BATCH = 200;

/** Passes JSON-RPC requests on to a node: one, or a batch. */
export async function callNode(node: Node, body: string): Promise<Reply> {
  const given = parsed(body);
  if (given === undefined) return jsonReply(failure(null, -32700, "no JSON"));
  if (!Array.isArray(given)) return jsonReply(await call(node, given));
  if (given.length === 0 || given.length > MAX_BATCH)
    return jsonReply(failure(null, -32600, `a batch has 1 to ${MAX_BATCH} requests`));
  return jsonReply(await Promise.all(given.map((one) => call(node, one))));
}

function parsed(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof MalformedJsonError) return undefined;
    throw error;
  }
}

async function call(node: Node, given: unknown): Promise<object> {
  const request = CALL.safeParse(given);
  if (!request.success) return failure(null, -32600, "no JSON-RPC 2.0 request");
  const { id = null, method, params = [] } = request.data;
  try {
    return { jsonrpc: "2.0", id, result: (await node.request({ method, params })) ?? null };
  } catch (error) {
    const refusal = REFUSAL.safeParse(error);
    if (!refusal.success) throw error;
    const { code, message, data } = refusal.data;
    const revert = REVERT.safeParse(data);
    return failure(id, code, message, revert.success ? revert.data.data : data);
  }
}

function failure(id: string | number | null, code: number, message: string, data?: unknown) {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}
