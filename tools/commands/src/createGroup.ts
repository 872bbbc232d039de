import { Command } from "@commander-js/extra-typings";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A command that is nothing but its subcommands. */
export function createGroup(
  name: string,
  summary: string,
  commands: readonly CommandUnknownOpts[],
): Command {
  const group = new Command(name)
    .summary(summary)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .helpOption("-h, --help", "this text")
    .addHelpText("after", "\nEvery subcommand takes --help.");
  for (const command of commands) group.addCommand(command);
  return group;
}
