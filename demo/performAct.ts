import { NoRouteError } from "@sheaf/sdk/quote/errors";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

import type { Act } from "./actsOfWeek.ts";
import { buyShares } from "./buyShares.ts";
import { issueInKind, redeemInKind } from "./person.ts";
import type { Person } from "./person.ts";
import { sellShares } from "./sellShares.ts";
import type { Demo } from "./setUpDemo.ts";

/** Has a person do it. Says what happened; nothing where the person has nothing to give. */
export async function performAct(demo: Demo, act: Act): Promise<string> {
  const person = demo.people[act.person];
  if (person === undefined) return "";
  const { vault, market } = demo;
  if (act.kind === "buys") {
    return buyOrExplain(demo, person, act.usdc);
  }
  if (act.kind === "issues") {
    await issueInKind(market, vault, person, act.shares);
    return `${person.name} issues ${inShares(act.shares)}`;
  }
  const held = await vault.balanceOf(person.address);
  const amount = (held * act.part[0]) / act.part[1];
  if (amount === 0n) return "";
  const all = amount === held ? "all " : "";
  if (act.kind === "sells") {
    const { usdc } = await sellShares(demo, person, amount);
    return `${person.name} sells ${all}${inShares(amount)} for ${inDollars(usdc)}`;
  }
  await redeemInKind(vault, person, amount);
  return `${person.name} redeems ${all}${inShares(amount)}`;
}

/** Has a person buy. A quote that refuses, such as while a component has no price, is told and stops nothing. */
async function buyOrExplain(demo: Demo, person: Person, budget: bigint): Promise<string> {
  try {
    const { shares, usdc } = await buyShares(demo, person, budget);
    return `${person.name} buys ${inShares(shares)} for ${inDollars(usdc)}`;
  } catch (error) {
    if (error instanceof NoRouteError)
      return `${person.name} cannot buy: a component has no price or route`;
    throw error;
  }
}

function inShares(amount: bigint): string {
  return `${formatDecimal(amount, 18, 2)} shares`;
}

function inDollars(usdc: bigint): string {
  return `$${(usdc / 10n ** 6n).toLocaleString("en-US")}`;
}
