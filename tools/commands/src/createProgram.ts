import { Command } from "@commander-js/extra-typings";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** Commands that stand together in the help. */
export type CommandGroup = {
  readonly title: string;
  readonly commands: readonly CommandUnknownOpts[];
};

/** A program of several commands. Its help names each in one line: `COMMAND --help` has the arguments. */
export function createProgram(
  name: string,
  description: string,
  groups: readonly CommandGroup[],
): Command {
  const program = new Command(name)
    .description(description)
    .helpOption("-h, --help", "this text")
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText(
      "after",
      "\nEvery command takes --help. Exit codes of all of them:\n0 done, 1 a check or the run failed, 2 an input cannot be used.",
    );
  for (const { title, commands } of groups)
    for (const command of commands) program.addCommand(command.helpGroup(`${title}:`));
  return program;
}
