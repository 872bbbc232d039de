import type { Address } from "viem";
import type { PlannedTrade } from "@sheaf/sdk/plan/plan";

/** Components of a trade besides USDC, each once, in the order of its legs. */
export function tokensOf({ legs }: Pick<PlannedTrade, "legs">): Address[] {
  return [...new Set(legs.map(({ token }) => token))];
}
