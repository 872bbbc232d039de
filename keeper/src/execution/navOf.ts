import { valueOf } from "@sheaf/sdk/plan/valueOf";

import type { IndexState } from "@sheaf/sdk/chain/indexState";

/** {uoa} What an index holds, at the oracle's prices, what is carried or has no good price left out. */
export function navOf({ components }: Pick<IndexState, "components">): bigint {
  return components.reduce(
    (sum, { held, price, carried }) => (carried ? sum : sum + valueOf(held, price ?? 0n)),
    0n,
  );
}
