import type { IncomingMessage } from "node:http";

import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";

import { callNode } from "./callNode.ts";
import type { Node } from "./callNode.ts";
import { giveFunds } from "./giveFunds.ts";
import type { Faucet } from "./giveFunds.ts";
import { jsonReply } from "./jsonReply.ts";
import { readAppFile } from "./readAppFile.ts";
import { readBody } from "./readBody.ts";
import { readDocument } from "./readDocument.ts";
import type { Reply } from "./reply.ts";
import { textReply } from "./textReply.ts";

/** Sources of everything that the local server serves. */
export type Site = {
  readonly node: Node;
  readonly faucet: Faucet;
  readonly config: () => AppConfig; // as it is now
  readonly keeper: () => object; // its report of the last week
  readonly tokens: object; // token list
  readonly documents: string; // folder of published rules and snapshots
  readonly app: string | undefined; // folder of the app's bundle; undefined: no app is served
};

const MAX_BODY = 1_048_576; // {byte}
const JSON_TYPE = /^application\/json\b/;
const DOCUMENT = /^\/(?:rules|snapshots)\/([^/]+)$/;
const NO_APP =
  "The app's bundle, app/dist, is gone. Restart `npm start`, which builds it. The chain, /config.json and /rpc work without it.";

/** Makes the reply to a request to the local server. */
export async function handleRequest(
  site: Site,
  request: IncomingMessage,
  path: string,
): Promise<Reply> {
  if (request.method === "POST") return post(site, request, path);
  if (request.method !== "GET" && request.method !== "HEAD")
    return textReply(405, "Only GET, HEAD and POST are served.", { allow: "GET, HEAD, POST" });
  if (path === "/config.json") return jsonReply(site.config());
  if (path === "/keeper.json") return jsonReply(site.keeper());
  if (path === "/meta.json") return jsonReply(site.tokens);
  if (path === "/rpc") return textReply(405, "/rpc takes POST.", { allow: "POST" });
  const [, document] = DOCUMENT.exec(path) ?? [];
  if (document !== undefined)
    return (await readDocument(site.documents, document)) ?? textReply(404, "No such document.");
  if (site.app === undefined) return textReply(404, "This server was started without the app.");
  const file = await readAppFile(site.app, path);
  if (file !== undefined) return file;
  const isBuilt = (await readAppFile(site.app, "/")) !== undefined;
  return isBuilt ? textReply(404, "No such file.") : textReply(503, NO_APP);
}

async function post(
  { node, faucet }: Site,
  request: IncomingMessage,
  path: string,
): Promise<Reply> {
  if (path !== "/rpc" && path !== "/faucet") return textReply(404, "Nothing takes a POST here.");
  // Pages of other origins can send other content types without leave; this one needs it, and never gets it.
  if (!JSON_TYPE.test(request.headers["content-type"] ?? ""))
    return textReply(415, "The content type has to be application/json.");
  const body = await readBody(request, MAX_BODY);
  if (body === undefined) return textReply(413, `A body has at most ${MAX_BODY} bytes.`);
  return path === "/rpc" ? callNode(node, body) : giveFunds(faucet, body, Date.now());
}
