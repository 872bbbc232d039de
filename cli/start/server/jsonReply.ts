import type { Reply } from "./reply.ts";

/** A JSON response. */
export function jsonReply(document: unknown, status = 200): Reply {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(document) };
}
