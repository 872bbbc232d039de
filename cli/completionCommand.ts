import { bashCompletion } from "@sheaf/commands/bashCompletion";
import { choicesArgument } from "@sheaf/commands/choicesArgument";
import { completionTable } from "@sheaf/commands/completionTable";
import type { CompletionRow } from "@sheaf/commands/completionTable";
import { createCommand } from "@sheaf/commands/createCommand";
import { EXIT } from "@sheaf/commands/exitCodes";
import { fishCompletion } from "@sheaf/commands/fishCompletion";

const SHELLS = ["bash", "zsh", "fish"] as const;
const SCRIPTS: Readonly<
  Record<(typeof SHELLS)[number], (table: readonly CompletionRow[]) => string>
> = {
  bash: bashCompletion,
  zsh: (table) => `autoload -Uz bashcompinit && bashcompinit\n${bashCompletion(table)}`,
  fish: fishCompletion,
};

/** `sheaf completion`: commands and options that a shell completes. */
export function completionCommand() {
  return createCommand({
    name: "completion",
    summary: "print a script with which a shell completes commands and options",
    description:
      "Prints a completion script for a shell, made from the program's own commands. It completes the word `sheaf`: in a clone, " +
      "define `alias sheaf='npx sheaf'` first. In bash and zsh: `source <(npx sheaf completion bash)`; in fish: " +
      "`npx sheaf completion fish | source`.",
    exitCodes: "0 printed, 2 the shell is none of them.",
  })
    .addArgument(choicesArgument("<shell>", "bash, zsh or fish", SHELLS))
    .action((shell, _options, command) => {
      process.stdout.write(SCRIPTS[shell](completionTable(command.parent ?? command)));
      process.exitCode = EXIT.ok;
    });
}
