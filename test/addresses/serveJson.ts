import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly type: string; // of the body
  readonly at: number; // {ms}
};
export type Answered = { readonly status: number; readonly body: unknown };

/** A service on a free port of this machine: what it was asked, and what it answers. */
export async function serveJson(answer: (asked: Asked) => Answered) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method = "", headers, url: path = "/" } = request;
      const url = new URL(path, "http://127.0.0.1");
      const type = headers["content-type"] ?? "";
      const one = { method, url, body, type, at: performance.now() };
      asked.push(one);
      const { status, body: given } = answer(one);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof given === "string" ? given : JSON.stringify(given));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => void server.close() };
}
