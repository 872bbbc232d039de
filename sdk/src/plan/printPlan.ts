import type { Plan } from "./plan.ts";

/** A plan as JSON, whole numbers of any size as texts. */
export function printPlan(plan: Plan): string {
  return JSON.stringify(
    plan,
    (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
    2,
  );
}
