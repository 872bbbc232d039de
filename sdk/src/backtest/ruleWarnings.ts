import type { Market } from "../market/market.ts";
import type { Rules } from "../rules/parseRules.ts";

/** What rules say that the data have nothing of, so that it has no effect, in words. */
export function ruleWarnings(
  { weeks, leaderCloses, signals, excluded }: Market,
  rules: Rules,
): string[] {
  const { regime, universe, conviction, stables = [], settlement } = rules;
  const known = new Set(weeks.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const absent = (ids: readonly string[]): string[] => ids.filter((id) => !known.has(id));
  const last = weeks.at(-1)?.date ?? "";
  const closes = leaderCloses.filter(({ date }) => date < last).length;
  return [
    ...(regime.meanDays > closes
      ? [
          `regime.meanDays is ${regime.meanDays}, and the data have ${closes} daily closes before ${last}: no date can be decided.`,
        ]
      : []),
    ...(conviction !== undefined && signals === undefined
      ? ["The rules weigh by grades, and the data have none: every grade counts as neutral."]
      : []),
    ...namesOf("universe.ids", absent(universe?.ids ?? [])),
    ...namesOf("universe.deny", absent((universe?.deny ?? []).map(({ id }) => id))),
    ...namesOf("stables", absent(stables.map(({ id }) => id).filter((id) => id !== settlement))),
    ...namesOf("excluded-ids.json", absent([...excluded])),
  ];
}

function namesOf(place: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > 5 ? ` and ${ids.length - 5} more` : "";
  return [`${place} names ids that are in no row: ${ids.slice(0, 5).join(", ")}${more}.`];
}
