import type { Address } from "viem";

import { WAD } from "../units/wad.ts";
import { heldComponents } from "./heldComponents.ts";
import { startObstacle } from "./startObstacle.ts";
import type { TargetWeight } from "../rules/deriveTargets.ts";
import type { RegimeDecision } from "./readRegime.ts";
import type { Snapshot } from "./snapshot.ts";

type Target = TargetWeight & { readonly token: Address };

/** The part of a `DerivedEpoch` that is possible here. */
export type WindDown = { readonly regime: RegimeDecision; readonly leftOut: readonly [] } & (
  | { readonly kind: "start"; readonly targets: readonly Target[] }
  | { readonly kind: "hold"; readonly reason: string; readonly retryAt?: bigint /* {s} */ }
);

/**
 * The epoch of an index that is being wound down: all of it to USDC, for any rules and any market. The vault takes no other
 * targets. The regime stays as it is, so that the interval between epochs alone counts.
 */
export function deriveWindDown(snapshot: Snapshot, settlement: string): WindDown {
  const { usdc } = snapshot.constitution;
  const regime = { regime: snapshot.regime.value, flipped: false, close: 0n, mean: 0n };
  const hold = (reason: string, retryAt?: bigint): WindDown => ({
    ...{ kind: "hold", reason, regime, leftOut: [] },
    ...(retryAt === undefined ? {} : { retryAt }),
  });
  const tooEarly = startObstacle(snapshot, regime);
  if (tooEarly !== undefined) return hold(tooEarly.reason, tooEarly.retryAt);

  const held = heldComponents(snapshot);
  const isUnpriced = held.some(({ token, price }) => token === usdc && price === null);
  if (isUnpriced) return hold(`no good price of ${settlement}`);
  const routed = new Set<Address>();
  for (const { token, routed: isRouted } of snapshot.components) if (isRouted) routed.add(token);
  const isSold = held.some(
    ({ token, held: amount, dust, price, status }) =>
      token !== usdc && amount > dust && price !== null && status !== "frozen" && routed.has(token),
  );
  if (!isSold) return hold("the index winds down, and nothing is left that can be sold");

  const idOf = new Map(snapshot.components.map(({ id, token }) => [token, id]));
  const leavers = held
    .filter(({ token }) => token !== usdc)
    .map(({ token }): Target => ({
      id: idOf.get(token) ?? token,
      token,
      weight: 0n,
      reason: "leaves",
    }));
  const all: Target = { id: settlement, token: usdc, weight: WAD, reason: "settlement" };
  const targets = [...leavers, all].sort((a, b) => (BigInt(a.token) < BigInt(b.token) ? -1 : 1));
  return { kind: "start", targets, regime, leftOut: [] };
}
