import type { IncomingHttpHeaders } from "node:http";

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * Whether a request names this machine, and comes from no page of another one. Without this check any web page could have
 * a visitor's browser call the local chain, by a name of its own that leads to 127.0.0.1.
 */
export function isFromHere({ host, origin }: IncomingHttpHeaders): boolean {
  if (host === undefined || !isLoopback(`http://${host}`)) return false;
  return origin === undefined || isLoopback(origin);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}
