import { boundedNav } from "@sheaf/sdk/plan/boundedNav";
import { valueOf } from "@sheaf/sdk/plan/valueOf";
import type { IndexState } from "@sheaf/sdk/chain/indexState";

/**
 * {uoa} What an index holds, at the oracle's prices. Components that are carried or have no good price are left out. No other
 * component but USDC counts for more than its maximum weight, as in the NAV that the vault measures budgets by.
 */
export function navOf({
  components,
  constitution,
}: Pick<IndexState, "components" | "constitution">): bigint {
  return boundedNav(
    components
      .filter(({ carried }) => !carried)
      .map(({ token, held, price, maxWeight }) => ({
        value: valueOf(held, price ?? 0n),
        maxWeight: token === constitution.usdc ? undefined : maxWeight,
      })),
  );
}
