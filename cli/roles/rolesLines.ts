import { toFunctionSelector, zeroAddress } from "viem";
import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import type {
  PendingOperation,
  PublishedBounds,
  RoleHolder,
  RoleName,
  RolesReport,
} from "@sheaf/sdk/roles/rolesReport";
import { ROLE_NAMES } from "@sheaf/sdk/roles/rolesReport";

import { dateText } from "../text/dateText.ts";
import { percentText } from "../text/percentText.ts";

const DAY = 86_400n; // {s}
const HOUR = 3_600n; // {s}

/** What a holder may do and can never do, of the whole table in the manual as much as fits a line. */
const POWERS: Readonly<Record<RoleName, string>> = {
  admin:
    "grants roles, lists, sets fees, lifts blocks, writes off, winds down; moves no component, stops no redemption",
  proposer: "announces what the admin will do, gives guardians notice; does nothing at once",
  canceller: "cancels what is announced, for guardians",
  executor: "carries out what was announced long enough ago",
  strategist: "starts epochs within the bounds; does not trade",
  keeper: "trades in the open epoch; chooses no target, receives nothing",
  guardian:
    "pauses, freezes, blocks, ends epochs, cancels; does not unpause, trade, appoint or touch a redemption",
};

/** What the admin calls, by selector. */
const FUNCTION_NAMES: ReadonlyMap<string, string> = new Map(
  [...indexVaultAbi, ...componentRegistryAbi, ...rolesAbi]
    .filter((entry) => entry.type === "function")
    .map((entry) => [toFunctionSelector(entry), entry.name]),
);

/** Who can do what, as a table; below it what is paused and what waits. */
export function rolesLines(report: RolesReport): string[] {
  const { vault, block, timestamp, adminDelay, pending } = report;
  return [
    `${vault} at block ${block}, ${dateText(timestamp)}`,
    "",
    ...ROLE_NAMES.flatMap((role) => holderLines(role, report)),
    "",
    `delay of the admin   ${spanOf(adminDelay)}, by the timelock ${report.timelock}`,
    `issuance             ${pauseOf(report.issuancePausedUntil, report)}`,
    `trading              ${pauseOf(report.tradingPausedUntil, { ...report, windingDown: false })}`,
    ...boundLines(report.bounds),
    ...(pending.length === 0
      ? ["announced            nothing"]
      : pending.flatMap((operation) => pendingLines(operation, timestamp))),
  ];
}

function boundLines({ deviation, withKeeper, withoutKeeper }: PublishedBounds): string[] {
  return [
    `stolen keys          take at most, in any seven days, while feeds are within ${percentText(deviation)} of the market:`,
    `                     ${percentText(withKeeper)} of NAV with the keeper's key, with the strategist's or without`,
    `                     ${percentText(withoutKeeper)} of NAV with the strategist's alone, while no keeper trades`,
  ];
}

function holderLines(role: RoleName, { holders }: RolesReport): string[] {
  const those = holders.filter((holder) => holder.role === role);
  const names = those.length === 0 ? ["nobody"] : those.map(nameOf);
  return [`${role.padEnd(11)} ${names.join(", ")}`, `${" ".repeat(12)}${POWERS[role]}`];
}

function nameOf({ account, blocked, removableAt }: RoleHolder): string {
  const name = account === zeroAddress ? "anyone" : account;
  const notes = [
    blocked ? "blocked by the guardian" : "",
    removableAt === 0n ? "" : `under notice, removable from ${dateText(removableAt)}`,
  ].filter(Boolean);
  return notes.length === 0 ? name : `${name} (${notes.join("; ")})`;
}

function pauseOf(until: bigint, { timestamp, windingDown }: RolesReport): string {
  if (windingDown) return "ended: the index is being wound down";
  return timestamp < until ? `paused until ${dateText(until)}` : "not paused";
}

function pendingLines({ id, readyAt, calls }: PendingOperation, now: bigint): string[] {
  const when =
    readyAt <= now ? "can be carried out now" : `can be carried out from ${dateText(readyAt)}`;
  return [
    `announced            ${id}, ${when}`,
    ...calls.map(
      ({ target, selector }) =>
        `${" ".repeat(21)}${target} ${FUNCTION_NAMES.get(selector) ?? selector}`,
    ),
  ];
}

function spanOf(seconds: bigint): string {
  const [days, hours] = [seconds / DAY, (seconds % DAY) / HOUR];
  const parts = [days === 0n ? "" : `${days} d`, hours === 0n ? "" : `${hours} h`].filter(Boolean);
  return parts.length === 0 ? `${seconds} s` : parts.join(" ");
}
