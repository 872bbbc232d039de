import type { Address, Hex } from "viem";

import type { LossBounds } from "./lossBounds.ts";

/** What a holder may do, in the words of the manual; `proposer`, `canceller` and `executor` are the timelock's. */
export const ROLE_NAMES = [
  "admin",
  "proposer",
  "canceller",
  "executor",
  "strategist",
  "keeper",
  "guardian",
] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

export type RoleHolder = {
  readonly role: RoleName;
  readonly account: Address; // the zero address stands for anyone
  readonly blocked: boolean; // as strategist or keeper of this index, by the guardian
  readonly removableAt: bigint; // {s} of a guardian under notice; zero without one
};

/** What the timelock waits with. */
export type PendingOperation = {
  readonly id: Hex;
  readonly readyAt: bigint; // {s}
  readonly calls: readonly { readonly target: Address; readonly selector: Hex }[];
};

/** Losses that stolen keys can cause in any seven days. */
export type PublishedBounds = LossBounds & { readonly deviation: bigint }; // {1} WAD, which the bounds assume

/** Who can do what in an index, from the chain. */
export type RolesReport = {
  readonly block: bigint;
  readonly timestamp: bigint; // {s}
  readonly vault: Address;
  readonly roles: Address;
  readonly timelock: Address;
  readonly adminDelay: bigint; // {s}
  readonly issuancePausedUntil: bigint; // {s}
  readonly tradingPausedUntil: bigint; // {s}
  readonly windingDown: boolean;
  readonly bounds: PublishedBounds;
  readonly holders: readonly RoleHolder[];
  readonly pending: readonly PendingOperation[];
};
