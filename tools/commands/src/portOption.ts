import { wholeNumberOption } from "./wholeNumberOption.ts";

/** A port of this machine. */
export function portOption<usage extends string>(flags: usage, description: string) {
  return wholeNumberOption(flags, description, { from: 1, to: 65_535 });
}
