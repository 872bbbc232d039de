import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import type { PlanLimits } from "./planLimits.ts";

/** {uoa} The least value that is worth a trade: a part of NAV, or what the caller gives if that is more. */
export function leastTradeOf(nav: bigint, limits: PlanLimits): bigint {
  const ofNav = mulDivDown(nav, limits.minimumTradeOfNav, WAD);
  return ofNav > limits.minimumTrade ? ofNav : limits.minimumTrade;
}
