import { z } from "zod";

import { NodeUnreachableError } from "./errors.ts";

/** A node's first answers. */
export type NodeFacts = {
  readonly chainId: number;
  readonly timestamp: number | undefined; // {s} of its latest block, if it gives one
};

const PATIENCE = 10_000; // {ms}
const QUANTITY = z.object({ result: z.string().regex(/^0x[0-9a-fA-F]+$/) });
const BLOCK = z.object({ result: z.object({ timestamp: z.string().regex(/^0x[0-9a-fA-F]+$/) }) });
const REFUSED = "nothing listens there";
/** Cause of a failed connection, by Node's error code. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", REFUSED],
  ["EADDRNOTAVAIL", REFUSED],
  ["ENOTFOUND", "no machine has that name"],
  ["EAI_AGAIN", "its name cannot be looked up now"],
  ["ECONNRESET", "it closes the connection; it may speak https"],
  ["UND_ERR_SOCKET", "it closes the connection; it may speak https"],
  ["EHOSTUNREACH", "that machine cannot be reached"],
  ["ENETUNREACH", "that network cannot be reached"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "its certificate is signed by itself"],
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "its certificate is another machine's"],
]);

/**
 * Asks a node which chain it serves, before anything else is done with it.
 * @throws NodeUnreachableError if it does not answer. The message names the cause: a closed port, a web server or the wrong
 *   protocol.
 */
export async function probeNode(rpcUrl: string): Promise<NodeFacts> {
  const { origin } = new URL(rpcUrl); // the path may carry a key
  const [chain, block] = [
    await ask(rpcUrl, origin, "eth_chainId", []),
    await ask(rpcUrl, origin, "eth_getBlockByNumber", ["latest", false]),
  ];
  const [id, latest] = [QUANTITY.safeParse(chain), BLOCK.safeParse(block)];
  if (!id.success)
    throw new NodeUnreachableError(origin, "its answers are not those of an Ethereum node");
  return {
    chainId: Number(id.data.result),
    timestamp: latest.success ? Number(latest.data.result.timestamp) : undefined,
  };
}

async function ask(
  rpcUrl: string,
  origin: string,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const response = await send(
    rpcUrl,
    JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  ).catch((error: unknown) => {
    throw new NodeUnreachableError(origin, causeOf(error, origin));
  });
  const { text, type, status } = response;
  try {
    return JSON.parse(text);
  } catch {
    const isPage = type.includes("html") || /^\s*</.test(text);
    const what = isPage ? "a web server answers with a page" : "its answer is no JSON";
    throw new NodeUnreachableError(origin, `${what} (status ${status})`);
  }
}

type Answer = { readonly text: string; readonly type: string; readonly status: number };

async function send(rpcUrl: string, body: string): Promise<Answer> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const type = response.headers.get("content-type") ?? "";
  return { text: await response.text(), type, status: response.status };
}

function causeOf(error: unknown, origin: string): string {
  if (error instanceof DOMException) return `no answer within ${PATIENCE / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (cause instanceof Error && cause.message === "bad port") return "no node may use that port";
  if (origin.startsWith("https:") && /SSL|EPROTO/.test(code))
    return `it does not speak https; write ${origin.replace("https:", "http:")}`;
  return (
    CAUSES.get(code) ?? (code === "" ? "the connection failed" : `the connection failed (${code})`)
  );
}
