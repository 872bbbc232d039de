import type { Constitution } from "@sheaf/sdk/chain/indexState";

import { ageText } from "../text/ageText.ts";
import { percentText } from "../text/percentText.ts";

const WAD = 10n ** 18n;

export type Limits = Pick<
  Constitution,
  | "maxStableWeight"
  | "bearAllowed"
  | "minInterval"
  | "lossLimit"
  | "weeklyLossCap"
  | "turnoverLimit"
>;

/** Limits of an index that nobody can change, one line each. */
export function constitutionLines(terms: Limits): string[] {
  const { lossLimit, weeklyLossCap, turnoverLimit, maxStableWeight, minInterval } = terms;
  return [
    `  lose more than ${percentText(lossLimit)} by trades in seven days, or ${percentText(weeklyLossCap)} in a weekly epoch`,
    `  trade more than ${turnoverLimit / WAD} times its value in seven days, but for one change of regime`,
    `  rebalance weekly more often than every ${ageText(minInterval)}`,
    `  hold more than ${percentText(maxStableWeight)} in stablecoins outside a bear regime`,
    ...(terms.bearAllowed ? [] : ["  turn bear"]),
    "  stop a redemption in kind, or pay it less than its part",
  ];
}
