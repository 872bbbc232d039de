import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Provider = { send(method: string, params: unknown[]): Promise<unknown> };
type Call = { readonly id: number; readonly method: string; readonly params?: unknown[] };

export type RpcServer = { readonly url: string; close(): Promise<void> };

/** Answers JSON-RPC over HTTP on a free port of the loopback, from the chain of a benchmark. */
export async function serveRpc(provider: Provider): Promise<RpcServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      answer(provider, Buffer.concat(chunks).toString()).then(
        (body) => response.setHeader("content-type", "application/json").end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(provider: Provider, body: string): Promise<string> {
  const { id, method, params = [] } = JSON.parse(body) as Call; // from our own client
  return JSON.stringify({ jsonrpc: "2.0", id, result: await provider.send(method, params) });
}
