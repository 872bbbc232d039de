import { z } from "zod/v4";

import { NodeGoneError, NodeRefusedError } from "../errors.ts";

/** Makes one request of a node. */
export type AskNode = (method: string, params: readonly unknown[]) => Promise<unknown>;

const ATTEMPTS = 5;
const PAUSE = 500; // {ms}, doubled by every attempt
const PATIENCE = 30_000; // {ms}

const RESPONSE = z.object({
  result: z.unknown().optional(),
  error: z
    .object({ code: z.number(), message: z.string(), data: z.unknown().optional() })
    .optional(),
});

/**
 * Requests to the node at a URL. A request that gets no answer is repeated: reading twice changes nothing, and a signed
 * transaction is the same one when it is broadcast again.
 * @throws NodeGoneError, NodeRefusedError
 */
export function askNode(rpcUrl: string): AskNode {
  const { origin } = new URL(rpcUrl); // the path may carry a key
  return async (method, params) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, error } = await post(rpcUrl, body);
        if (error === undefined) return result;
        throw new NodeRefusedError(method, error.code, error.message, error.data);
      } catch (error) {
        if (error instanceof NodeRefusedError) throw error;
        if (attempt === ATTEMPTS) throw new NodeGoneError(origin, reasonOf(error));
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** (attempt - 1)));
    }
  };
}

async function post(rpcUrl: string, body: string): Promise<z.output<typeof RESPONSE>> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  return RESPONSE.parse(await response.json());
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return "its response is no JSON-RPC";
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code === "ECONNREFUSED" ? "nothing listens there" : `the connection failed ${code}`.trim();
}
