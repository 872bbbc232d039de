import { createPublicClient, custom } from "viem";
import type { EIP1193Provider, PublicClient } from "viem";

export type CountingClient = { readonly client: PublicClient; readonly count: () => number };

/** A viem client over a test's own chain that counts its requests. */
export function countingClient(provider: {
  request(call: { method: string; params?: readonly unknown[] }): Promise<unknown>;
}): CountingClient {
  let requests = 0;
  const request: EIP1193Provider["request"] = (async (call: {
    method: string;
    params?: readonly unknown[];
  }) => {
    requests += 1;
    return provider.request(call);
  }) as EIP1193Provider["request"];
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  return { client, count: () => requests };
}
