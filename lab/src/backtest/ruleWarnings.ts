import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import type { Market } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

/** What rules say that the data have nothing or too little of, and dates that the data leave out, in words. */
export function ruleWarnings(market: Market, rules: Rules): string[] {
  const { universe, stables = [], settlement } = rules;
  const known = new Set(market.weeks.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const absent = (ids: readonly string[]): string[] => ids.filter((id) => !known.has(id));
  return [
    ...fewCloses(market, rules),
    ...missingGrades(market, rules),
    ...missingVotes(market, rules),
    ...missingDates(market.weeks.map(({ date }) => date)),
    ...fewRows(market, rules),
    ...namesOf("universe.ids", absent(universe?.ids ?? [])),
    ...namesOf("universe.deny", absent((universe?.deny ?? []).map(({ id }) => id))),
    ...namesOf("stables", absent(stables.map(({ id }) => id).filter((id) => id !== settlement))),
    ...namesOf("excluded-ids.json", absent([...market.excluded])),
  ];
}

function fewCloses({ weeks, leaderCloses }: Market, { regime: { meanDays } }: Rules): string[] {
  const last = weeks.at(-1)?.date ?? "";
  const closes = leaderCloses.filter(({ date }) => date < last).length;
  return closes >= meanDays
    ? []
    : [
        `regime.meanDays is ${meanDays}, and the data have ${closes} daily closes before ${last}: no date can be decided.`,
      ];
}

function missingGrades({ signals }: Market, { conviction }: Rules): string[] {
  return conviction !== undefined && signals === undefined
    ? ["The rules weigh by grades, and the data have none: every grade counts as neutral."]
    : [];
}

function missingVotes({ weeks, votes = [] }: Market, { regime: { vote } }: Rules): string[] {
  const dates = new Set(votes.map(({ date }) => date));
  const without = weeks.filter(({ date }) => !dates.has(date)).length;
  return vote === undefined || without === 0
    ? []
    : [
        `${without} of ${weeks.length} dates have no vote on the regime, which cannot change there.`,
      ];
}

/** A sector says itself how many there are. */
function fewRows({ weeks, excluded }: Market, { universe, size, leaveRank }: Rules): string[] {
  if (universe?.ids !== undefined) return [];
  const counts = weeks.map(({ date, rows }) => ({
    date,
    count: rows.filter(({ id, marketCap }) => marketCap > 0n && !excluded.has(id)).length,
  }));
  const thin = counts.filter(({ count }) => count < leaveRank);
  const least = thin.toSorted((a, b) => a.count - b.count)[0];
  return least === undefined
    ? []
    : [
        `${thin.length} of ${weeks.length} dates have fewer eligible rows than leaveRank, ${leaveRank}, for ${size} names: ${least.count} on ${least.date}.`,
      ];
}

/** Where dates lie further apart than they do mostly. */
function missingDates(dates: readonly string[]): string[] {
  const days = dates.map((date) => toDayNumber(date) ?? 0);
  const distances = days.slice(1).map((day, at) => day - (days[at] ?? 0));
  const usual = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  const gaps = distances.flatMap((distance, at) =>
    distance * 2 > usual * 3 ? [`${dates[at]} to ${dates[at + 1]}`] : [],
  );
  if (gaps.length === 0) return [];
  const more = gaps.length > 5 ? ` and ${gaps.length - 5} more` : "";
  return [
    `The data have no rows within ${gaps.slice(0, 5).join(", ")}${more}, where dates are mostly ${usual} days apart: nothing is decided there.`,
  ];
}

function namesOf(place: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > 5 ? ` and ${ids.length - 5} more` : "";
  return [`${place} names ids that are in no row: ${ids.slice(0, 5).join(", ")}${more}.`];
}
