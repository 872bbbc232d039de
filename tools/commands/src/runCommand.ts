import { constants } from "node:os";

import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { PermanentError } from "@sheaf/sdk/units/errors";

import { CommandFailedError } from "./errors.ts";
import { EXIT } from "./exitCodes.ts";
import { parseCommandLine } from "./parseCommandLine.ts";
import { plainText } from "./plainText.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command line as a program: sets the exit code, prints what is unusable in one line, and ends without a stack where
 * the reader of its output has gone. A signal ends it in order, so that what it started ends too.
 */
export async function runCommand(
  command: CommandUnknownOpts,
  commandLine: readonly string[],
): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(EXIT.cut);
      throw error;
    });
  for (const signal of SIGNALS)
    if (process.listenerCount(signal) === 0)
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
  try {
    await parseCommandLine(command, commandLine);
  } catch (error) {
    const isUnusable = error instanceof PermanentError;
    const isKnown = isUnusable || error instanceof CommandFailedError;
    console.error(isKnown ? `error: ${plainText(error.message)}` : error);
    process.exitCode = isUnusable ? EXIT.unusable : EXIT.failed;
  }
}
