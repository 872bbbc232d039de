import { CommanderError } from "commander";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

import { UnusableOptionError } from "./errors.ts";

/**
 * Parses a command line and runs the action that it names. `--help` prints and runs nothing.
 *
 * @throws UnusableOptionError with one line, which names the option.
 */
export async function parseCommandLine(
  command: CommandUnknownOpts,
  commandLine: readonly string[],
): Promise<void> {
  for (const each of withSubcommands(command))
    each.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    await command.parseAsync([...commandLine], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    const stranger = unknownFlag(command, commandLine); // may be the one that is missing, mistyped
    throw new UnusableOptionError(
      error.code === "commander.missingMandatoryOptionValue" && stranger !== undefined
        ? `unknown option '${stranger}'; --help lists the options`
        : messageOf(error),
    );
  }
}

function withSubcommands(command: CommandUnknownOpts): readonly CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function unknownFlag(
  command: CommandUnknownOpts,
  commandLine: readonly string[],
): string | undefined {
  const known = withSubcommands(command).flatMap(({ options }) => options.map(({ long }) => long));
  return commandLine.find((word) => word.startsWith("--") && !known.includes(word.split("=")[0]));
}

function messageOf({ code, message }: CommanderError): string {
  if (code === "commander.help") return "a command is missing; --help lists them";
  const reason = message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "");
  return `${reason}; --help lists the options`;
}
