import { resolve } from "node:path";

import { Option } from "@commander-js/extra-typings";

import { callerDirectory } from "./callerDirectory.ts";
import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";

/** A file or folder, relative to where the command was called. */
export function pathOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): string => {
    if (text === "") throw new UnusableOptionError(`${flagOf(flags)} takes a path`);
    return resolve(callerDirectory(), text);
  });
}
