import type { Address } from "viem";
import { PLAN_LIMITS } from "@sheaf/sdk/plan/planLimits";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import type { TargetReason, TargetWeight } from "@sheaf/sdk/rules/deriveTargets";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import type { IndexState } from "../execution/indexState.ts";
import type { EpochOrder } from "../execution/startEpoch.ts";
import { currentWeights } from "./currentWeights.ts";
import { readRegime } from "./readRegime.ts";
import { takeSnapshot } from "./takeSnapshot.ts";
import { WeightsNotOneError } from "./WeightsNotOneError.ts";
import type { CurrentWeights } from "./currentWeights.ts";
import type { RegimeDecision } from "./readRegime.ts";
import type { Snapshot } from "./takeSnapshot.ts";
import type { DecisionInputs } from "./decisionInputs.ts";

export type DecidedTarget = Weight & {
  readonly token: Address;
  readonly reason: TargetReason | "above its maximum";
};

/** An id that the rules are not shown this week. */
export type LeftOut = { readonly id: string; readonly reason: string };

type Findings = { readonly regime: RegimeDecision; readonly leftOut: readonly LeftOut[] };

export type Decision = Findings &
  (
    | {
        readonly kind: "start";
        readonly order: EpochOrder;
        readonly targets: readonly DecidedTarget[];
        readonly snapshot: Snapshot;
      }
    | { readonly kind: "hold"; readonly reason: string; readonly retryAt?: bigint /* {s} */ }
  );

const DEADLINE_AFTER = 24n * 3600n; // {s}
/** WAD Without good prices of more than this part of NAV nothing is decided: everything else would be sized wrongly. */
const MOST_UNPRICED = WAD / 50n;

/**
 * One week's decision from what is known: start an epoch towards the rules' targets, or hold and say why. Pure.
 *
 * @throws SignalUnavailableError where the reading does not tell the regime or has no eligible row.
 */
export function decideEpoch(inputs: DecisionInputs): Decision {
  const { rules, reading, index, asOf } = inputs;
  const regime = readRegime({ index, closes: reading.leaderCloses, asOf, rules });
  const tooEarly = obstacleOf(index, regime);
  if (tooEarly !== undefined) return { kind: "hold", ...tooEarly, regime, leftOut: [] };

  const idOf = new Map([...inputs.components].map(([id, token]) => [token, id]));
  const current = currentWeights(index, idOf, reading.rows, rules.settlement);
  if (current.settlementUnpriced)
    return { kind: "hold", reason: `no good price of ${rules.settlement}`, regime, leftOut: [] };
  const kept = keptOf(inputs, current);
  const leftOut = leftOutOf(inputs, kept);
  const hidden = new Set([...leftOut.map(({ id }) => id), ...kept]);
  const targetsFrom = (holdings: readonly Weight[]): readonly TargetWeight[] =>
    deriveTargets({
      rules,
      rows: reading.rows.filter(({ id }) => !hidden.has(id)),
      excluded: new Set([...reading.excluded, ...leftOut.map(({ id }) => id)]),
      regime: regime.regime,
      holdings,
    }).weights;

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
  if (!regime.flipped && !isWorthTrading(targetsFrom(current.weights), current, rules))
    return { kind: "hold", reason: "inside the band", regime, leftOut };

  const trimmed = trimToMaximum(inputs, current);
  const targets = targetsOf(inputs, targetsFrom(trimmed.weights), trimmed.ids);
  const snapshot = takeSnapshot(inputs);
  return {
    kind: "start",
    order: orderOf(inputs, targets, regime, snapshot),
    targets,
    snapshot,
    regime,
    leftOut,
  };
}

/** Whether the plan would trade anything: an epoch that moves nothing only costs its gas. */
function isWorthTrading(
  weights: readonly Weight[],
  current: CurrentWeights,
  rules: Rules,
): boolean {
  const before = new Map(current.weights.map(({ id, weight }) => [id, weight]));
  return weights.some(({ id, weight }) => {
    const held = before.get(id) ?? 0n;
    if (id === rules.settlement) return false; // it moves only where another does
    if (weight === 0n) return held > 0n;
    const distance = weight > held ? weight - held : held - weight;
    const ofTarget = mulDivDown(weight, PLAN_LIMITS.toleranceOfTarget, WAD);
    return distance > ofTarget && distance > PLAN_LIMITS.minimumTradeOfNav;
  });
}

/** Why the vault would refuse a start now. */
function obstacleOf(
  { epoch, constitution, block }: IndexState,
  { flipped, notBefore }: RegimeDecision,
): { reason: string; retryAt: bigint } | undefined {
  if (epoch.number === 0 || flipped) return undefined;
  const soon = notBefore !== undefined && notBefore - block.timestamp <= 86_400n;
  if (soon) return { reason: "the regime's cool-down ends within a day", retryAt: notBefore };
  if (epoch.open && block.timestamp <= epoch.deadline)
    return { reason: `epoch ${epoch.number} is open`, retryAt: epoch.deadline + 1n };
  const earliest = epoch.startedAt + constitution.minimumInterval;
  return block.timestamp < earliest
    ? { reason: "the interval between weekly epochs has not passed", retryAt: earliest }
    : undefined;
}

/** Ids that are held and cannot be traded: without rows the rules leave them as they are. */
function keptOf(
  { rules, components, routes }: DecisionInputs,
  { weights, unpriced }: CurrentWeights,
): readonly string[] {
  const unrouted = weights.filter(
    ({ id, weight }) =>
      id !== rules.settlement && weight > 0n && !routes.has(components.get(id) ?? "0x"),
  );
  return [...new Set([...unpriced, ...unrouted.map(({ id }) => id)])].sort();
}

/** Ids that cannot be bought. What is held of them leaves, unless it cannot be traded at all. */
function leftOutOf(
  { rules, reading, index, listings, components, routes }: DecisionInputs,
  kept: readonly string[],
): LeftOut[] {
  const listingOf = new Map(
    [...listings, ...index.components].map((listing) => [listing.token, listing]),
  );
  const reasonOf = (id: string): string | undefined => {
    const token = components.get(id);
    if (token === undefined) return "no token stands for it";
    const listing = listingOf.get(token);
    if (listing === undefined || listing.status === "unlisted") return "not listed";
    if (kept.includes(id)) return undefined;
    if (listing.status !== "buyable") return `listed as ${listing.status}`;
    if (!routes.has(token)) return "no route";
    return listing.price === undefined ? "no good price" : undefined;
  };
  return reading.rows
    .filter(({ id }) => id !== rules.settlement && !reading.excluded.has(id))
    .flatMap(({ id }) => {
      const reason = reasonOf(id);
      return reason === undefined ? [] : [{ id, reason }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The rules' band lets a component grow past what the registry allows, and no order may say so: what is above its maximum
 * counts as USDC. That alone is no reason to start an epoch, as the vault bounds orders and not holdings.
 */
function trimToMaximum(
  { rules, index, components }: DecisionInputs,
  { weights, unpriced }: CurrentWeights,
): { weights: Weight[]; ids: ReadonlySet<string> } {
  const maximumOf = new Map(
    index.components.map(({ token, stable, maximumWeight }) => [
      token,
      stable ? WAD : maximumWeight,
    ]),
  );
  const limitOf = (id: string): bigint => maximumOf.get(components.get(id) ?? "0x") ?? WAD;
  const over = weights.filter(
    ({ id, weight }) => id !== rules.settlement && !unpriced.includes(id) && weight > limitOf(id),
  );
  const ids = new Set(over.map(({ id }) => id));
  const excess = over.reduce((sum, { id, weight }) => sum + weight - limitOf(id), 0n);
  const trimmed = weights.map(({ id, weight }) => ({
    id,
    weight: id === rules.settlement ? weight + excess : ids.has(id) ? limitOf(id) : weight,
  }));
  return { weights: trimmed, ids };
}

/** All that has a target, and all that is listed and more than dust or carried, as its balance may be unreadable; by token. */
function targetsOf(
  { rules, index, components }: DecisionInputs,
  weights: readonly TargetWeight[],
  trimmed: ReadonlySet<string>,
): DecidedTarget[] {
  const idOf = new Map([...components].map(([id, token]) => [token, id]));
  const mentioned = new Set(weights.map(({ id }) => id));
  const carried = index.components.flatMap(({ token, carried: isCarried }): TargetWeight[] => {
    const id = idOf.get(token);
    return isCarried && id !== undefined && !mentioned.has(id)
      ? [{ id, weight: 0n, reason: "leaves" }]
      : [];
  });
  const stays = new Set(
    index.components
      .filter(({ held, dust, carried: isCarried }) => isCarried || held > dust)
      .map(({ token }) => token),
  );
  const targets = [...weights, ...carried].flatMap(({ id, weight, reason }): DecidedTarget[] => {
    const token = components.get(id);
    if (token === undefined || (weight === 0n && id !== rules.settlement && !stays.has(token)))
      return [];
    return [
      {
        id,
        token,
        weight,
        reason: trimmed.has(id) && reason === "inside band" ? "above its maximum" : reason,
      },
    ];
  });
  return targets.sort((a, b) => (BigInt(a.token) < BigInt(b.token) ? -1 : 1));
}

function orderOf(
  { rules, index, deadlineAfter }: DecisionInputs,
  targets: readonly DecidedTarget[],
  { regime }: RegimeDecision,
  snapshot: Snapshot,
): EpochOrder {
  const sum = targets.reduce((total, { weight }) => total + weight, 0n);
  if (sum !== WAD) throw new WeightsNotOneError(sum);
  return {
    components: targets.map(({ token }) => token),
    weights: targets.map(({ weight }) => weight),
    regime,
    snapshotHash: hashCanonical(snapshot),
    rulesHash: hashCanonical(rules),
    deadline: index.block.timestamp + (deadlineAfter ?? DEADLINE_AFTER),
  };
}
