import { createServer } from "node:http";
import type { Server } from "node:http";

type Provider = { request(call: { method: string; params: unknown[] }): Promise<unknown> };
type Call = { readonly id: number; readonly method: string; readonly params?: unknown[] };

/** A chain in this process as a node on a free port of this machine. */
export async function serveProvider(provider: Provider): Promise<Server> {
  const node = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { id, method, params } = JSON.parse(body) as Call;
      response.setHeader("content-type", "application/json");
      provider.request({ method, params: params ?? [] }).then(
        (result: unknown) => response.end(JSON.stringify({ jsonrpc: "2.0", id, result })),
        ({ code, message, data }: { code: number; message: string; data?: unknown }) =>
          response.end(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message, data } })),
      );
    });
  });
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  return node;
}
