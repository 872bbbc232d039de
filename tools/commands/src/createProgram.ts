import { Command } from "@commander-js/extra-typings";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A program of several commands. */
export function createProgram(
  name: string,
  description: string,
  commands: readonly CommandUnknownOpts[],
): Command {
  const program = new Command(name)
    .description(description)
    .helpOption("-h, --help", "this text")
    .addHelpText(
      "after",
      "\nEvery command takes --help. Exit codes of all of them:\n0 done, 1 a check or the run failed, 2 an input cannot be used.",
    );
  for (const command of commands) program.addCommand(command);
  return program;
}
