import { PermanentError, RetryableError } from "../units/errors.ts";
import { deriveEpoch } from "./deriveEpoch.ts";
import { diffPaths } from "./diffPaths.ts";
import type { Rules } from "../rules/parseRules.ts";
import type { EpochCheck, EpochFault } from "./epochReport.ts";
import type { DerivedEpoch } from "./deriveEpoch.ts";
import type { EpochStart } from "./readEpochStarts.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Whether the rules make of a snapshot exactly what was submitted: each token, each weight, the regime. A component of weight
 * zero may be missing on chain, as the vault drops dust at a start.
 */
export function checkTargets(snapshot: Snapshot, rules: Rules, start: EpochStart): EpochCheck {
  const subject = "targets";
  const derived = derive(snapshot, rules);
  if (typeof derived === "string")
    return { subject, result: "wrong", detail: "", faults: [faultOf(undefined, derived)] };
  const ids = new Map(derived.targets.map(({ token, id }) => [token as string, id]));
  const weightsOf = (targets: readonly { readonly token: string; readonly weight: bigint }[]) =>
    Object.fromEntries(targets.map(({ token, weight }) => [token, weight]));
  const recorded = new Set<string>(start.targets.map(({ token }) => token));
  const expected = derived.targets.filter(
    ({ token, weight }) => weight > 0n || recorded.has(token),
  );
  const faults = diffPaths(
    { regime: derived.regime.regime, weights: weightsOf(expected) },
    { regime: start.regime, weights: weightsOf(start.targets) },
    "",
  ).map(({ path, found, expected: onChain }) => {
    const [, kind = "", token = ""] = path.split(".");
    const what = kind === "regime" ? "the regime" : `the weight of ${ids.get(token) ?? token}`;
    return faultOf(undefined, `${what} is derived as ${found}, the chain has ${onChain}`);
  });
  const count = start.targets.filter(({ weight }) => weight > 0n).length;
  const leavers = start.targets.length - count;
  const dropped = derived.targets.length - expected.length;
  const carried = start.targets.filter(({ price }) => price === 0n).length;
  return {
    subject,
    result: faults.length === 0 ? "holds" : "wrong",
    detail: `${count} ${count === 1 ? "weight" : "weights"}${leavers > 0 ? ` and ${leavers} at zero` : ""} derived again, equal to the last digit${dropped > 0 ? `; ${dropped} dropped as dust` : ""}; ${start.regime}${carried > 0 ? `; ${carried} carried without a good price` : ""}`,
    faults,
  };
}

/** What the rules make of it, or why nothing. */
function derive(
  snapshot: Snapshot,
  rules: Rules,
): Extract<DerivedEpoch, { kind: "start" }> | string {
  try {
    const derived = deriveEpoch(snapshot, rules);
    return derived.kind === "start" ? derived : `the rules hold on this: ${derived.reason}`;
  } catch (error) {
    if (error instanceof RetryableError || error instanceof PermanentError)
      return `the rules refuse this: ${error.message}`;
    throw error;
  }
}

function faultOf(path: string | undefined, message: string): EpochFault {
  return { file: undefined, path, message };
}
