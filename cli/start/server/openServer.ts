import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

import { UnusableOptionError } from "@sheaf/commands/errors";

import { HEADERS } from "./headers.ts";
import { isFromHere } from "./isFromHere.ts";
import type { Reply } from "./reply.ts";
import { textReply } from "./textReply.ts";

/** Makes the reply to a request. */
export type Handler = (request: IncomingMessage, path: string) => Promise<Reply>;

const LOOPBACK = "127.0.0.1";
const YEAR = 31_536_000; // {s}

/**
 * Opens an HTTP server that only this machine reaches.
 * @param port The port to listen at; if it is undefined, `usual`, or any free port where that one is taken.
 * @returns its address, such as `http://127.0.0.1:4600`
 * @throws UnusableOptionError where the given port cannot be used.
 */
export async function openServer(
  port: number | undefined,
  usual: number,
  handler: Handler,
): Promise<string> {
  const server = createServer((request, response) => void respond(request, response, handler));
  const listen = async (at: number): Promise<string | undefined> => {
    const listening = once(server, "listening");
    server.listen(at, LOOPBACK);
    try {
      await listening;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const fault = await listen(port ?? usual);
  if (fault !== undefined && port !== undefined)
    throw new UnusableOptionError(`--port: nothing can listen at ${LOOPBACK}:${port}: ${fault}`);
  if (fault !== undefined) await listen(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://${LOOPBACK}:${address.port}`;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
): Promise<void> {
  const { status, type, body, cache, headers = {} } = await replyTo(request, handler);
  const kept = cache === "immutable" ? `public, max-age=${YEAR}, immutable` : "no-store";
  response.writeHead(status, {
    ...HEADERS,
    "content-type": type,
    "cache-control": kept,
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function replyTo(request: IncomingMessage, handler: Handler): Promise<Reply> {
  if (!isFromHere(request.headers))
    return textReply(403, "Only programs and pages of this machine may call this server.");
  const url = `http://${LOOPBACK}${request.url ?? "/"}`;
  try {
    if (!URL.canParse(url)) return textReply(400, "The path cannot be read.");
    return await handler(request, decodeURIComponent(new URL(url).pathname));
  } catch (error) {
    if (error instanceof URIError) return textReply(400, "The path cannot be read.");
    return textReply(500, `The server failed: ${error instanceof Error ? error.message : ""}`);
  }
}
