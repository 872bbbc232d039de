import { resolve } from "node:path";

import { Option } from "@commander-js/extra-typings";

import { callerDirectory } from "./callerDirectory.ts";
import { UnusableOptionError } from "./errors.ts";

/** Stands for standard output where a file is expected. */
export const STANDARD_OUTPUT = "-";

/** `--json` of every command: a file, or `-`. Then standard output holds the JSON and nothing else. */
export function jsonOption(content: string) {
  return new Option(
    "--json <file>",
    `write ${content} as JSON; - writes it to standard output, and everything else to standard error`,
  ).argParser((text: string): string => {
    if (text === "") throw new UnusableOptionError("--json takes a file, or -");
    return text === STANDARD_OUTPUT ? text : resolve(callerDirectory(), text);
  });
}
