import { createServer } from "node:http";
import type { Server } from "node:http";

type Provider = { request(call: { method: string; params: unknown[] }): Promise<unknown> };
type Call = { readonly id: number; readonly method: string; readonly params?: unknown[] };
type Refusal = { readonly code: number; readonly message: string; readonly data?: unknown };

/** A chain in this process as a node on a free port of this machine; it takes calls alone and in batches. */
export async function serveProvider(provider: Provider): Promise<Server> {
  const answer = ({ id, method, params = [] }: Call): Promise<unknown> =>
    provider.request({ method, params }).then(
      (result: unknown) => ({ jsonrpc: "2.0", id, result }),
      ({ code, message, data }: Refusal) => ({
        jsonrpc: "2.0",
        id,
        error: { code, message, data },
      }),
    );
  const node = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const asked = JSON.parse(body) as Call | Call[];
      response.setHeader("content-type", "application/json");
      void (Array.isArray(asked) ? Promise.all(asked.map(answer)) : answer(asked)).then((given) =>
        response.end(JSON.stringify(given)),
      );
    });
  });
  await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
  return node;
}
