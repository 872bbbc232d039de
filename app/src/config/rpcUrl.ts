/** Full URL of a node: a path is on the app's own origin. */
export function rpcUrl(rpc: string, origin: string): string {
  return new URL(rpc, origin).href;
}
