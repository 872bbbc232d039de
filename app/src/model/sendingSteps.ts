/** How far a trade is on its way to the chain. */
export type SendingStage = "allowing" | "confirming" | "waiting" | "done";

export type NamedStep = {
  readonly name: string;
  readonly state: "done" | "now" | "later";
};

const STAGES: readonly SendingStage[] = ["allowing", "confirming", "waiting"];

/**
 * The named steps of a trade.
 * @param names Of the steps, in their order; undefined: this trade has no such step.
 */
export function sendingSteps(
  stage: SendingStage,
  names: Readonly<Record<"allowing" | "confirming" | "waiting", string | undefined>>,
): readonly NamedStep[] {
  const reached = stage === "done" ? STAGES.length : STAGES.indexOf(stage);
  return STAGES.flatMap((each, at) => {
    const name = each === "done" ? undefined : names[each];
    if (name === undefined) return [];
    return [{ name, state: at < reached ? "done" : at === reached ? "now" : "later" }];
  });
}
