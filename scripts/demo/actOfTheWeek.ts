import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import { issueInKind, redeemInKind } from "./person.ts";
import type { Demo } from "./setUpDemo.ts";

const SHARE = 10n ** 18n;

/**
 * What people do besides: one of them issues in kind in every third week, another redeems a part in the week after, and in
 * the last week the second of them leaves altogether. Says what happened.
 */
export async function actOfTheWeek(demo: Demo, week: number, weeks: number): Promise<string> {
  const [bob, carol] = demo.people;
  if (bob === undefined || carol === undefined) return "";
  if (week === weeks - 1) {
    const all = await demo.vault.balanceOf(carol.address);
    if (all === 0n) return "";
    await redeemInKind(demo.vault, carol, all);
    return `${carol.name} redeems all ${shares(all)}`;
  }
  if (week % 3 === 1) {
    const person = week % 2 === 1 ? bob : carol;
    const amount = SHARE * BigInt(20 + 7 * week);
    await issueInKind(demo.market, demo.vault, person, amount);
    return `${person.name} issues ${shares(amount)}`;
  }
  if (week % 3 === 2) {
    const person = week % 2 === 0 ? bob : carol;
    const amount = (await demo.vault.balanceOf(person.address)) / 3n;
    if (amount === 0n) return "";
    await redeemInKind(demo.vault, person, amount);
    return `${person.name} redeems ${shares(amount)}`;
  }
  return "";
}

function shares(amount: bigint): string {
  return `${formatDecimal(amount, 18, 2)} shares`;
}
