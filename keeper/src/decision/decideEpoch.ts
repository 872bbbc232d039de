import { hashRules } from "@sheaf/sdk/rules/hashRules";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { deriveEpoch } from "@sheaf/sdk/snapshot/deriveEpoch";
import type { EpochOrder } from "@sheaf/sdk/chain/epochOrder";
import type { DecidedTarget, DerivedEpoch } from "@sheaf/sdk/snapshot/deriveEpoch";
import type { Snapshot } from "@sheaf/sdk/snapshot/snapshot";

import { takeSnapshot } from "./takeSnapshot.ts";
import { WrongLeaderError } from "./errors.ts";
import type { DecisionInputs } from "./decisionInputs.ts";

export type Decision =
  | (Extract<DerivedEpoch, { kind: "start" }> & {
      readonly order: EpochOrder;
      readonly snapshot: Snapshot; // to be published
    })
  | Extract<DerivedEpoch, { kind: "hold" }>;

const DEADLINE_AFTER = 24n * 3600n; // {s}

/**
 * One week's decision from what is known: start an epoch towards the rules' targets, or hold and say why. Pure. What was
 * known becomes a snapshot first, and the decision follows from that alone.
 *
 * @throws SignalUnavailableError where the reading does not tell the regime or has no eligible row.
 * @throws WrongLeaderError where the closes are those of another id than the rules' leader.
 */
export function decideEpoch(inputs: DecisionInputs): Decision {
  const { rules, reading, index, deadlineAfter = DEADLINE_AFTER } = inputs;
  if (reading.leader !== rules.regime.leader)
    throw new WrongLeaderError(rules.regime.leader, reading.leader);
  const snapshot = takeSnapshot(inputs);
  const derived = deriveEpoch(snapshot, rules);
  if (derived.kind === "hold") return derived;
  const order = {
    components: derived.targets.map(({ token }) => token),
    weights: derived.targets.map(({ weight }: DecidedTarget) => weight),
    regime: derived.regime.regime,
    snapshotHash: hashCanonical(snapshot),
    rulesHash: hashRules(rules),
    deadline: index.block.timestamp + deadlineAfter,
  };
  return { ...derived, order, snapshot };
}
