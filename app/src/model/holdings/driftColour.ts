import { WAD } from "@sheaf/sdk/units/wad";

const FULL = WAD / 4n; // {1} drift from which on the colour is at its strongest
const STRONGEST = 60n; // {%} text on the colour stays readable

/** CSS colour of a drift: blue below the target, amber above, grey at it and where it is unknown. */
export function driftColour(drift: bigint | undefined): string {
  if (drift === undefined) return "var(--flat)";
  const magnitude = drift < 0n ? -drift : drift;
  const strength = ((magnitude < FULL ? magnitude : FULL) * STRONGEST) / FULL;
  return `color-mix(in oklab, var(--${drift < 0n ? "under" : "over"}) ${strength}%, var(--flat))`;
}
