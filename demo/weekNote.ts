import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import type { StrangersReport } from "./finishByStrangers.ts";

export type WeekNoteInputs = {
  readonly summary: WeekSummary;
  readonly carried: readonly string[]; // ids that are held and have no row this week
  readonly listed: number; // names
  readonly acts: readonly string[];
  readonly strangers?: StrangersReport | undefined; // in a week without a keeper
};

const NAMES_SHOWN = 4;
const WAD_TO_BPS_DECIMALS = 14; // a WAD is 10^4 basis points of 10^14 each

/** What else happened in a week, in a few words. */
export function weekNote({ summary, carried, listed, acts, strangers }: WeekNoteInputs): string {
  const { entered, left, flipped, flip, epoch, outcome, closed, reason, setAside } = summary;
  const everybody = epoch === 1 || flipped; // comes or goes, so that names would say nothing
  const moves = [...entered.map((id) => `+${id}`), ...left.map((id) => `-${id}`)];
  return [
    flipped && epoch > 1 ? `turns ${summary.regime}` : "",
    flipped && summary.regime === "bear" && flip !== undefined
      ? `expected to cost ${formatDecimal(flip.cost, WAD_TO_BPS_DECIMALS, 1)} bps`
      : "",
    outcome === "held" ? `holds: ${reason ?? "no reason given"}` : "",
    outcome !== "held" && closed !== "settled" ? `epoch ${epoch} did not settle` : "",
    setAside.length === 0
      ? ""
      : `set aside: ${shorten(setAside.map(({ token, reason }) => `${token}, as ${reason}`))}`,
    strangers === undefined ? "" : strangersNote(strangers),
    everybody ? "" : shorten(moves),
    carried.length === 0 ? "" : `no data, carried: ${shorten(carried)}`,
    ...acts,
    listed === 0 ? "" : `${listed} ${listed === 1 ? "name" : "names"} listed`,
  ]
    .filter(Boolean)
    .join(". ");
}

function strangersNote({ hours, trades, costBps, settled }: StrangersReport): string {
  const end = settled ? "finished it" : "did not finish it";
  return `no keeper: strangers traded from hour ${hours} on and ${end}, ${trades} legs for ${costBps.toFixed(1)} bps`;
}

function shorten(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  const shown = names.slice(0, NAMES_SHOWN).join(" ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
