import { ZeroHash } from "ethers";
import type { Signer } from "ethers";

import type { ComponentRegistry, TimelockController } from "../../types/index.js";
import { AnnouncementGoneError } from "../errors.ts";
import type { Announcement } from "./announcementsOf.ts";

/** Advances the clock to a date {s}. Returns whether it could. */
export type WaitUntil = (date: number) => Promise<boolean>;

export type ListingStep = {
  readonly timelock: TimelockController;
  readonly registry: ComponentRegistry;
  readonly signer: Signer; // anyone who has gas
  readonly announcements: readonly Announcement[];
  readonly waitUntil: WaitUntil;
};

/**
 * Carries the scheduled announcements out, and lists what was announced: as far as the delays are over or can be passed.
 * @returns the date {s} from which on it can go on; undefined once everything is listed
 * @throws AnnouncementGoneError
 */
export async function listFounding(step: ListingStep): Promise<number | undefined> {
  const waits = await announce(step);
  return waits ?? list(step);
}

async function announce(step: ListingStep): Promise<number | undefined> {
  const { timelock, signer, announcements, waitUntil } = step;
  for (const { target, data, salt, operation } of announcements) {
    if (await timelock.isOperationDone(operation)) continue;
    if (!(await timelock.isOperation(operation)))
      throw new AnnouncementGoneError(operation, "was cancelled");
    const date = Number(await timelock.getTimestamp(operation));
    if (!(await waitUntil(date))) return date;
    const call = timelock.connect(signer).execute(target, 0, data, ZeroHash, salt);
    await (await call).wait();
  }
  return undefined;
}

async function list(step: ListingStep): Promise<number | undefined> {
  const { registry, signer, announcements, waitUntil } = step;
  for (const { listings, listingsHash } of announcements) {
    const changed = listings.map(({ token }) => registry.changedAt(token));
    if ((await Promise.all(changed)).every((date) => date > 0n)) continue;
    const date = Number(await registry.availableAt(listingsHash));
    if (date === 0) throw new AnnouncementGoneError(listingsHash, "was withdrawn");
    if (!(await waitUntil(date))) return date;
    await (await registry.connect(signer).list([...listings])).wait();
  }
  return undefined;
}
