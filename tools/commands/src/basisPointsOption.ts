import { wholeNumberOption } from "./wholeNumberOption.ts";

const WHOLE = 10_000; // {bps}

/** A part in basis points, hundredths of a per cent: whole ones only. */
export function basisPointsOption<usage extends string>(
  flags: usage,
  description: string,
  most = WHOLE,
) {
  return wholeNumberOption(flags, `${description}, in bps`, { from: 0, to: most });
}
