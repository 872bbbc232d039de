import { countOf } from "@sheaf/commands/countOf";
import { labelledLines } from "@sheaf/commands/labelledLines";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { percentText } from "../text/percentText.ts";

const LABELS = 20; // {characters}

/** Lines about a visit, for a person. */
export function visitLines(summary: WeekSummary): string[] {
  const { asOf, epoch, outcome, reason, regime, flipped, closed } = summary;
  const { entered, left, trades, turnover, cost, setAside, warnings, leftOut } = summary;
  const done = { started: "started", resumed: "went on with", held: "started none after" }[outcome];
  return [
    ...labelledLines(
      [
        ["market week", asOf],
        ["epoch", `${done} epoch ${epoch}${reason === undefined ? "" : `: ${reason}`}`],
        ["regime", `${regime}${flipped ? ", changed" : ""}`],
        ["entered", namesText(entered)],
        ["left", namesText(left)],
        ["not bought", namesText(leftOut.map(({ id, reason: why }) => `${id} (${why})`))],
        ["traded", `${countOf(trades, "leg")}, ${percentText(turnover)} of NAV`],
        ["cost", `${percentText(cost)} of NAV`],
        ["at the end", { ...ENDS }[closed]],
      ],
      LABELS,
    ),
    ...setAside.map(({ token, reason: why }) => `set aside: ${token}: ${why}`),
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
}

const ENDS = {
  settled: "the epoch is settled and closed",
  incomplete: "the epoch is closed, short of its targets",
  open: "the epoch is open: visit again once the pools have refilled",
  none: "no epoch is open",
};
const SHOWN = 6;

function namesText(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
