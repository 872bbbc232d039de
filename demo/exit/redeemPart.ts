import type { PublicClient } from "viem";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import { navOf } from "@sheaf/keeper/execution/navOf";
import { observeIndex } from "@sheaf/keeper/execution/observeIndex";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import { redeemInKind } from "../person.ts";
import type { Person } from "../person.ts";
import type { Demo } from "../setUpDemo.ts";

/** Somebody left in part while the index was on its way. */
export type RedemptionReport = {
  readonly when: string;
  readonly shares: string; // {share}
  readonly components: number; // that were paid
  readonly usd: string; // what they are worth by the oracle
};

export type RedemptionOrder = {
  readonly person: Person;
  readonly part: bigint; // one in so many of what the person holds
  readonly when: string;
};

const SHARE_DECIMALS = 18;
const VALUE_DECIMALS = 18;

/** Has a holder who has no role redeem in kind, for nothing less than the preview. */
export async function redeemPart(
  demo: Demo,
  client: PublicClient,
  { vault, lens, routes }: Pick<WeekInputs, "vault" | "lens" | "routes">,
  { person, part, when }: RedemptionOrder,
): Promise<RedemptionReport> {
  const index = await observeIndex({ client, vault, lens, routes });
  const shares = (await demo.vault.balanceOf(person.address)) / part;
  const amounts = await demo.vault.previewRedeem(shares);
  await redeemInKind(demo.vault, person, shares);
  return {
    when,
    shares: formatDecimal(shares, SHARE_DECIMALS, 2),
    components: amounts.filter((amount) => amount > 0n).length,
    usd: formatDecimal((navOf(index) * shares) / index.supply, VALUE_DECIMALS, 2),
  };
}
