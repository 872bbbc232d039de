import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { isAddressEqual } from "viem";
import type { Address, Log } from "viem";

import type { PendingTrade } from "./parsePendingTrade.ts";

/** Amounts of a trade, from the events of its transaction. */
export type Outcome = {
  readonly shares: bigint; // {share} bought, or given
  readonly usdc: bigint; // {usdc} paid after the rest came back, or received
  readonly inKind: readonly Address[]; // components of a sale that failed to swap
  readonly credited: readonly Address[]; // components that stay a claim
};

/**
 * Reads the outcome of a trade from the logs of a transaction. A receipt that reports success proves nothing: a cancellation
 * succeeds too. Only our own event, of the router or the index, for this account and this index, is a trade.
 * @returns undefined where there is no such event
 */
export function outcomeOf(
  { kind, vault, account }: Pick<PendingTrade, "kind" | "vault" | "account">,
  router: Address,
  logs: readonly Log[],
): Outcome | undefined {
  const ofRouter = { abi: indexRouterAbi, logs: [...logs], emitter: router };
  const ofVault = { abi: indexVaultAbi, logs: [...logs], emitter: vault };
  const credited = eventsOf({ ...ofVault, eventName: "ComponentCredited" }).map(
    ({ args }) => args.component,
  );
  if (kind === "buy") {
    const event = eventsOf({ ...ofRouter, eventName: "SharesBought" }).find(
      ({ args }) => isAddressEqual(args.buyer, account) && isAddressEqual(args.vault, vault),
    );
    return event === undefined
      ? undefined
      : { shares: event.args.shares, usdc: event.args.usdc, inKind: [], credited: [] };
  }
  if (kind === "sell") {
    const event = eventsOf({ ...ofRouter, eventName: "SharesSold" }).find(
      ({ args }) => isAddressEqual(args.seller, account) && isAddressEqual(args.vault, vault),
    );
    if (event === undefined) return undefined;
    const skipped = eventsOf({ ...ofRouter, eventName: "LegSkipped" });
    const inKind = skipped.map(({ args }) => args.component);
    return { shares: event.args.shares, usdc: event.args.usdc, inKind, credited };
  }
  const event = eventsOf({ ...ofVault, eventName: "SharesRedeemed" }).find(({ args }) =>
    isAddressEqual(args.owner, account),
  );
  return event === undefined
    ? undefined
    : { shares: event.args.shares, usdc: 0n, inKind: [], credited };
}
