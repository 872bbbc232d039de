import { computeRegime } from "../rules/computeRegime.ts";
import { fromDayNumber } from "../units/fromDayNumber.ts";
import { toDayNumber } from "../units/toDayNumber.ts";
import type { Rules } from "../rules/parseRules.ts";
import type { Regime, RegimeState } from "../rules/regime.ts";
import type { Snapshot } from "./snapshot.ts";

export type RegimeDecision = {
  readonly regime: Regime;
  readonly flipped: boolean;
  readonly close: bigint; // D18{usd}
  readonly mean: bigint; // D18{usd}
  /** {s} From when on the vault accepts the regime that the rules want, where it does not yet. */
  readonly notBefore?: bigint;
};

const DAY = 86_400n; // {s}
/** {s} The vault's own. */
const COOLDOWN = 14n * DAY;

/**
 * The regime that the rules want, on top of the one that the chain has. How long that one has lasted is measured on the
 * chain's clock and counted back from `asOf`, so that recorded markets can be replayed on a chain of another date.
 */
export function readRegime(snapshot: Snapshot, rules: Rules): RegimeDecision {
  const { closes, asOf, block, constitution, vote } = snapshot;
  const reading = computeRegime({
    closes,
    asOf,
    previous: previousOf(snapshot),
    rules,
    ...(vote === undefined ? {} : { vote }),
  });
  const { close, mean } = reading;
  const { value, since } = snapshot.regime;
  const flipped = reading.regime !== value;
  if (flipped && reading.regime === "bear" && !constitution.bearAllowed)
    return { regime: value, flipped: false, close, mean };
  const notBefore = since === 0n ? 0n : since + COOLDOWN;
  if (flipped && block.timestamp < notBefore)
    return { regime: value, flipped: false, close, mean, notBefore };
  return { regime: reading.regime, flipped, close, mean };
}

/** Undefined before the first epoch. */
function previousOf({ epoch, regime, block, asOf }: Snapshot): RegimeState | undefined {
  const today = toDayNumber(asOf);
  if (epoch.number === 0 || today === undefined) return undefined;
  // Rounded to whole days, as a weekly decision is carried out some minutes earlier or later each time.
  const days = (block.timestamp - regime.since + DAY / 2n) / DAY;
  return { regime: regime.value, since: fromDayNumber(today - Number(days)) };
}
