import { requiredFlag } from "./requiredFlag.ts";
import { UnusableOptionError } from "./UnusableOptionError.ts";

/** A flag's whole number. */
export function wholeNumberFlag(flag: string, text: string | undefined, least: bigint): bigint {
  const given = requiredFlag(flag, text);
  if (/^\d{1,9}$/.test(given) && BigInt(given) >= least) return BigInt(given);
  throw new UnusableOptionError(
    `--${flag} takes a whole number from ${least}, not ${JSON.stringify(given.slice(0, 40))}`,
  );
}
