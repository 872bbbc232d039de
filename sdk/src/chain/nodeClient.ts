import type { Client } from "viem";
import { createClient, http } from "viem";

/** A client for the functions that read, for programs that use another library than viem. */
export function nodeClient(rpcUrl: string): Client {
  return createClient({ transport: http(rpcUrl) });
}
