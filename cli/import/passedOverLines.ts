import { countOf } from "@sheaf/commands/countOf";
import type { PassedOver } from "@sheaf/lab/market/importDayRows";

/** Ids that are named before the rest is only counted. */
const MOST_NAMED = 20;

/** Rows that an import left out, counted, and each id once with its first cause. */
export function passedOverLines(passedOver: readonly PassedOver[]): string[] {
  if (passedOver.length === 0) return [];
  const byId = new Map<string, PassedOver[]>();
  for (const row of passedOver) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  const lines = [...byId].slice(0, MOST_NAMED).map(([id, rows]) => {
    const times = rows.length === 1 ? "" : ` and ${rows.length - 1} more`;
    return `  ${JSON.stringify(id)}: ${rows[0]?.cause ?? ""} on ${rows[0]?.date ?? ""}${times}`;
  });
  const more = byId.size - lines.length;
  return [
    `passed over: ${countOf(passedOver.length, "row")} of ${countOf(byId.size, "id")}`,
    ...lines,
    ...(more > 0 ? [`  and ${countOf(more, "more id")}; --json lists all`] : []),
  ];
}
