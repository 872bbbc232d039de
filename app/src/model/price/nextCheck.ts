const WEEK = 604_800n; // {s}

/**
 * {s} Time until the next weekly decision. The keeper decides each week at the time of week of the last epoch's start, and
 * starts an epoch only where there is enough to trade. Undefined before the first epoch.
 */
export function nextCheck(startedAt: bigint, now: bigint): bigint | undefined {
  if (startedAt === 0n) return undefined;
  const elapsed = now > startedAt ? (now - startedAt) % WEEK : 0n;
  return WEEK - elapsed;
}
