import type { Client } from "viem";

/** The same client without batching of its own: viem would merge requests whose sizes are chosen here, without a limit. */
export function unbatched(client: Client): Client {
  return { ...client, batch: undefined };
}
