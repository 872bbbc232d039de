import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import type { Act } from "./actsOfWeek.ts";
import { issueInKind, redeemInKind } from "./person.ts";
import type { Demo } from "./setUpDemo.ts";

/** Has a person do it. Says what happened; nothing where the person has nothing to give. */
export async function performAct(demo: Demo, act: Act): Promise<string> {
  const person = demo.people[act.person];
  if (person === undefined) return "";
  const { vault, market } = demo;
  if (act.kind === "issues" || act.kind === "buys") {
    const amount = act.kind === "issues" ? act.shares : act.usdc * 10n ** 10n; // at $100 a share
    await issueInKind(market, vault, person, amount);
    return `${person.name} issues ${shares(amount)}`;
  }
  const held = await vault.balanceOf(person.address);
  const amount = (held * act.part[0]) / act.part[1];
  if (amount === 0n) return "";
  await redeemInKind(vault, person, amount);
  return `${person.name} redeems ${amount === held ? "all " : ""}${shares(amount)}`;
}

function shares(amount: bigint): string {
  return `${formatDecimal(amount, 18, 2)} shares`;
}
