import { requiredFlag } from "./requiredFlag.ts";
import { UnusableOptionError } from "./UnusableOptionError.ts";

/** The node that a command asks. */
export function rpcFlag(text: string | undefined): string {
  const given = requiredFlag("rpc", text);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url !== undefined && ["http:", "https:"].includes(url.protocol)) return url.href;
  throw new UnusableOptionError("--rpc takes an http or https URL");
}
