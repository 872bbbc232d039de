import type { Address } from "viem";

import { isWorthTrading } from "../plan/isWorthTrading.ts";
import { deriveTargets } from "../rules/deriveTargets.ts";
import { WAD } from "../units/wad.ts";
import { boundWeights } from "./boundWeights.ts";
import { currentWeights } from "./currentWeights.ts";
import { placesFor } from "./placesFor.ts";
import { deriveWindDown } from "./deriveWindDown.ts";
import { readRegime } from "./readRegime.ts";
import { startObstacle } from "./startObstacle.ts";
import { troubledStables } from "./troubledStables.ts";
import { WeightsNotOneError } from "./errors.ts";
import type { Weight } from "../rules/capWeights.ts";
import type { TargetReason, TargetWeight } from "../rules/deriveTargets.ts";
import type { Rules } from "../rules/parseRules.ts";
import type { CurrentWeights } from "./currentWeights.ts";
import type { LeftOut } from "./troubledStables.ts";
import type { RegimeDecision } from "./readRegime.ts";
import type { Snapshot } from "./snapshot.ts";

export type DecidedTarget = Weight & {
  readonly token: Address;
  readonly reason: TargetReason | "above its maximum";
};

type Findings = { readonly regime: RegimeDecision; readonly leftOut: readonly LeftOut[] };

/**
 * `targets` are what an epoch's order lists, ascending by token; their weights sum to one. Every component listed today is
 * among them. Where no id stands for one of which dust is held, its token does.
 */
export type DerivedEpoch = Findings &
  (
    | { readonly kind: "start"; readonly targets: readonly DecidedTarget[] }
    | { readonly kind: "hold"; readonly reason: string; readonly retryAt?: bigint /* {s} */ }
  );

/** WAD Without good prices of more than this part of NAV nothing is decided: everything else would be sized wrongly. */
const MOST_UNPRICED = WAD / 50n;

/** WAD The vault's bound on the weights of all new components together. */
const NEW_TOGETHER = WAD / 10n;

/** A snapshot, the rules, and what the whole derivation looks up in them. */
type Inputs = {
  readonly snapshot: Snapshot;
  readonly rules: Rules;
  readonly tokenOf: ReadonlyMap<string, Address>;
  readonly routed: ReadonlySet<string>; // ids
};

/**
 * What the rules make of a snapshot: start an epoch towards these targets, or hold and say why. Pure, and everything it
 * looks at is published, so anybody gets the same to the byte.
 *
 * @throws SignalUnavailableError where the snapshot does not tell the regime or has no eligible row.
 * @throws UnknownComponentError for a holding that no id stands for.
 */
export function deriveEpoch(snapshot: Snapshot, rules: Rules): DerivedEpoch {
  if (snapshot.windingDown === true) return deriveWindDown(snapshot, rules.settlement);
  const inputs = inputsOf(snapshot, rules);
  const regime = readRegime(snapshot, rules);
  const tooEarly = startObstacle(snapshot, regime);
  if (tooEarly !== undefined) return { kind: "hold", ...tooEarly, regime, leftOut: [] };

  const current = currentWeights(snapshot, rules.settlement);
  if (current.settlementUnpriced)
    return { kind: "hold", reason: `no good price of ${rules.settlement}`, regime, leftOut: [] };
  const kept = keptOf(inputs, current);
  const stables = troubledStables({ snapshot, rules, kept });
  const leftOut = leftOutOf(inputs, kept, stables.leftOut);
  const hidden = new Set(leftOut.map(({ id }) => id));
  const causes = new Map(
    kept.map((id) => [id, current.unpriced.includes(id) ? "no price" : "no route"] as const),
  );
  const shown = ({ id }: { readonly id: string }): boolean => !hidden.has(id);
  const history = (snapshot.history ?? []).map(({ date, rows }) => ({
    date,
    rows: rows.filter(shown),
  }));
  const limitOf = limitsOf(inputs, current);
  const heldWeight = new Map(current.weights.map(({ id, weight }) => [id, weight]));
  /** What has outgrown its limit is no reason to start an epoch: the vault bounds orders and not holdings. */
  const leniently = (id: string): bigint => {
    const [limit, weight] = [limitOf(id), heldWeight.get(id) ?? 0n];
    return weight > limit ? weight : limit;
  };
  const targetsFrom = (
    holdings: readonly Weight[],
    limits: (id: string) => bigint,
    mayEnter: (id: string) => boolean = () => true,
  ): readonly TargetWeight[] => {
    const { weights } = deriveTargets({
      rules,
      asOf: snapshot.asOf,
      rows: snapshot.rows.filter((row) => shown(row) && mayEnter(row.id)),
      excluded: new Set([...snapshot.excluded, ...leftOut.map(({ id }) => id)]),
      regime: regime.regime,
      holdings,
      history,
      signals: snapshot.signals ?? [],
      limits: new Map(snapshot.components.map(({ id }) => [id, limitOf(id)])),
      troubled: stables.troubled,
      kept: causes,
    });
    return boundWeights(weights, limits, rules);
  };

  const unpriced = current.weights.reduce(
    (sum, { id, weight }) => (current.unpriced.includes(id) ? sum + weight : sum),
    0n,
  );
  if (regime.regime !== "bear" && unpriced > MOST_UNPRICED)
    return {
      kind: "hold",
      reason: `no good price of ${current.unpriced.join(", ")}`,
      regime,
      leftOut,
    };
  const worthwhile = isWorthTrading({
    target: targetsFrom(current.weights, leniently),
    current: current.weights,
    settlement: rules.settlement,
  });
  if (!regime.flipped && !worthwhile)
    return { kind: "hold", reason: "inside the band", regime, leftOut };

  const trimmed = trimToMaximum(rules.settlement, current, limitOf);
  const wanted = targetsOf(inputs, targetsFrom(trimmed.weights, limitOf), trimmed.ids);
  const { entering, waiting } = placesFor(wanted, listedIn(snapshot));
  // Where entrants have to wait, what is held and would give way to them stays.
  const mayEnter = (id: string): boolean => heldWeight.has(id) || entering.has(id);
  const targets =
    waiting.length === 0
      ? wanted
      : targetsOf(inputs, targetsFrom(trimmed.weights, limitOf, mayEnter), trimmed.ids);
  const late = waiting.map((id) => ({ id, reason: "no place until others have left" }));
  const sum = targets.reduce((total, { weight }) => total + weight, 0n);
  if (sum !== WAD) throw new WeightsNotOneError(sum);
  const allLeftOut = [...leftOut, ...late].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { kind: "start", targets, regime, leftOut: allLeftOut };
}

function listedIn({ holdings }: Snapshot): ReadonlySet<Address> {
  return new Set(holdings.map(({ token }) => token));
}

function inputsOf(snapshot: Snapshot, rules: Rules): Inputs {
  return {
    snapshot,
    rules,
    tokenOf: new Map(snapshot.components.map(({ id, token }) => [id, token])),
    routed: new Set(snapshot.components.filter(({ routed }) => routed).map(({ id }) => id)),
  };
}

/** Ids that are held and cannot be traded: the rules leave them as they are. */
function keptOf(
  { rules, routed }: Inputs,
  { weights, unpriced }: CurrentWeights,
): readonly string[] {
  const unrouted = weights.filter(
    ({ id, weight }) => id !== rules.settlement && weight > 0n && !routed.has(id),
  );
  return [...new Set([...unpriced, ...unrouted.map(({ id }) => id)])].sort();
}

/** Ids that cannot be bought. What is held of them leaves, unless it cannot be traded at all. */
function leftOutOf(
  { snapshot, rules, tokenOf, routed }: Inputs,
  kept: readonly string[],
  stables: readonly LeftOut[],
): LeftOut[] {
  const listingOf = new Map(snapshot.listings.map((listing) => [listing.token, listing]));
  const excluded = new Set(snapshot.excluded);
  const own = new Set([rules.settlement, ...(rules.stables ?? []).map(({ id }) => id)]);
  const reasonOf = (id: string): string | undefined => {
    const token = tokenOf.get(id);
    if (token === undefined) return "no token stands for it";
    const listing = listingOf.get(token);
    if (listing === undefined || listing.status === "unlisted") return "not listed";
    if (kept.includes(id)) return undefined;
    if (listing.status !== "buyable") return `listed as ${listing.status}`;
    if (!routed.has(id)) return "no route";
    return listing.price === null ? "no good price" : undefined;
  };
  return snapshot.rows
    .filter(({ id }) => !own.has(id) && !excluded.has(id))
    .flatMap(({ id }) => {
      const reason = reasonOf(id);
      return reason === undefined ? [] : [{ id, reason }];
    })
    .concat(stables)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * WAD What the registry allows of an id now. What has no good price is carried as it is, whatever its weight is. What all new
 * ones may weigh together is shared by them alike, as far as those that are carried leave it.
 */
function limitsOf(
  { snapshot, tokenOf }: Inputs,
  { weights, unpriced }: CurrentWeights,
): (id: string) => bigint {
  const listingOf = new Map(snapshot.listings.map((listing) => [listing.token, listing]));
  const isNew = (id: string): boolean => listingOf.get(tokenOf.get(id) ?? "0x")?.isNew === true;
  const carried = weights.filter(({ id }) => unpriced.includes(id) && isNew(id));
  const room = carried.reduce((rest, { weight }) => rest - weight, NEW_TOGETHER);
  const count = snapshot.components.filter(({ id }) => isNew(id) && !unpriced.includes(id)).length;
  const share = room <= 0n || count === 0 ? 0n : room / BigInt(count);
  return (id) => {
    if (unpriced.includes(id)) return WAD;
    const maximum = listingOf.get(tokenOf.get(id) ?? "0x")?.maxWeight ?? WAD;
    return isNew(id) && maximum > share ? share : maximum;
  };
}

/**
 * The rules' band lets a component grow past what the registry allows, and no order may say so: what is above its maximum
 * counts as USDC.
 */
function trimToMaximum(
  settlement: string,
  { weights }: CurrentWeights,
  limitOf: (id: string) => bigint,
): { weights: Weight[]; ids: ReadonlySet<string> } {
  const over = weights.filter(({ id, weight }) => id !== settlement && weight > limitOf(id));
  const ids = new Set(over.map(({ id }) => id));
  const excess = over.reduce((sum, { id, weight }) => sum + weight - limitOf(id), 0n);
  const trimmed = weights.map(({ id, weight }) => ({
    id,
    weight: id === settlement ? weight + excess : ids.has(id) ? limitOf(id) : weight,
  }));
  return { weights: trimmed, ids };
}

/**
 * All that has a target, and with weight zero all else that is listed, however little is held of it; ascending by token. What
 * the vault then drops as dust is for the vault to decide, which reads the balances.
 */
function targetsOf(
  { snapshot, rules, tokenOf }: Inputs,
  weights: readonly TargetWeight[],
  trimmed: ReadonlySet<string>,
): DecidedTarget[] {
  const listed = listedIn(snapshot);
  const targets = weights.flatMap(({ id, weight, reason }): DecidedTarget[] => {
    const token = tokenOf.get(id);
    const isNamed = weight > 0n || id === rules.settlement;
    if (token === undefined || (!isNamed && !listed.has(token))) return [];
    return [
      {
        id,
        token,
        weight,
        reason: trimmed.has(id) && reason === "inside band" ? "above its maximum" : reason,
      },
    ];
  });
  const idOf = new Map(snapshot.components.map(({ id, token }) => [token, id]));
  const named = new Set(targets.map(({ token }) => token));
  const leavers = [...listed]
    .filter((token) => !named.has(token))
    .map((token): DecidedTarget => ({
      id: idOf.get(token) ?? token,
      token,
      weight: 0n,
      reason: "leaves",
    }));
  return [...targets, ...leavers].sort((a, b) => (BigInt(a.token) < BigInt(b.token) ? -1 : 1));
}
