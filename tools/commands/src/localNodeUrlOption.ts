import { Option } from "@commander-js/extra-typings";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** Where a node of this machine listens. Development keys, which everybody knows, must not sign for any other. */
export function localNodeUrlOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): string => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isLocal = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    if (isLocal && ["http:", "https:"].includes(url.protocol)) return url.href;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes an http URL of this machine such as http://127.0.0.1:8545, not ${quoted(text)}`,
    );
  });
}
