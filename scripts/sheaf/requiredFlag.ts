import { UnusableOptionError } from "./UnusableOptionError.ts";

/** What was given for a flag that cannot be left out. */
export function requiredFlag(flag: string, text: string | undefined): string {
  if (text !== undefined && text !== "") return text;
  throw new UnusableOptionError(`--${flag} is missing`);
}
