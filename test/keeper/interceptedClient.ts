import { createClient, custom } from "viem";
import type { Client } from "viem";

import type { WeekFixture } from "./weekFixture.ts";

export type RpcRequest = { readonly method: string; readonly params?: readonly unknown[] };

/** Sees a request before the node does. Its answer, if it has one, takes the node's place. */
export type Interceptor = (request: RpcRequest) => Promise<unknown>;

/** A client of the fixture's chain whose requests go through `intercept` first. */
export function interceptedClient(
  { provider }: Pick<WeekFixture, "provider">,
  intercept: Interceptor,
): Client {
  const request = async (given: RpcRequest): Promise<unknown> => {
    const answer = await intercept(given);
    return answer ?? provider.request(given);
  };
  return createClient({
    transport: custom({ request }, { retryCount: 0 }),
    pollingInterval: 50,
  });
}
