import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { topRules } from "@sheaf/sdk/rules/topRules";

/** Half in USDC, and the rest in two more stablecoins, so that no issuer has everything. */
const STABLES = [
  { id: "usd-coin", weight: "0.5" },
  { id: "tether", weight: "0.3" },
  { id: "dai", weight: "0.2" },
] as const;

/** The rules of a Top `size` index that leaves for three stablecoins in a bear regime. */
export function exitRules(size: number, leader: string): Rules {
  return topRules(size, leader, { name: `Top ${size}, three stablecoins`, stables: STABLES });
}
