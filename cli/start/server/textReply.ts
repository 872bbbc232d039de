import type { Reply } from "./reply.ts";

/** A refusal in one line of text. */
export function textReply(status: number, text: string, headers?: Reply["headers"]): Reply {
  const reply = { status, type: "text/plain; charset=utf-8", body: `${text}\n` };
  return headers === undefined ? reply : { ...reply, headers };
}
