import type { Rules } from "../rules/parseRules.ts";
import type { Snapshot } from "./snapshot.ts";

/** An id that the rules are not shown this week, or a stablecoin that is not to be bought. */
export type LeftOut = { readonly id: string; readonly reason: string };

export type StableInputs = {
  readonly snapshot: Snapshot;
  readonly rules: Rules;
  /** Held ids that cannot be traded. */
  readonly kept: readonly string[];
};

export type TroubledStables = {
  readonly troubled: ReadonlyMap<string, "leaves" | "stays">;
  readonly leftOut: readonly LeftOut[]; // why each of them is not bought
};

/**
 * The rules' stablecoins, settlement apart, that are not to be bought now: the oracle gives no price of a depegged one. What is
 * held of it stays where it cannot be traded, and else leaves.
 */
export function troubledStables({ snapshot, rules, kept }: StableInputs): TroubledStables {
  const leftOut: LeftOut[] = [];
  const troubled = new Map<string, "leaves" | "stays">();
  for (const { id } of rules.stables ?? []) {
    const reason = id === rules.settlement ? undefined : reasonOf(id, snapshot, kept);
    if (reason === undefined) continue;
    leftOut.push({ id, reason });
    troubled.set(id, kept.includes(id) ? "stays" : "leaves");
  }
  return { troubled, leftOut };
}

function reasonOf(id: string, snapshot: Snapshot, kept: readonly string[]): string | undefined {
  const component = snapshot.components.find((candidate) => candidate.id === id);
  if (component === undefined) return "no token stands for it";
  const listing = snapshot.listings.find(({ token }) => token === component.token);
  if (listing === undefined || listing.status === "unlisted") return "not listed";
  if (listing.price === null) return "no good price";
  if (listing.status !== "buyable") return `listed as ${listing.status}`;
  if (!listing.stable) return "not listed as a stablecoin";
  return component.routed && !kept.includes(id) ? undefined : "no route";
}
