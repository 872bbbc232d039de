import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A command, and the words that may follow it. */
export type CompletionRow = {
  readonly path: string; // its words, "" for the program
  readonly commands: readonly string[];
  readonly flags: readonly string[]; // with two dashes
  readonly taking: readonly string[]; // flags that take a value
  readonly values: readonly string[]; // of an argument that is one of a few
};

/** Every command of a program with what a shell can complete after it, in the order of the help. */
export function completionTable(
  command: CommandUnknownOpts,
  words: readonly string[] = [],
): CompletionRow[] {
  const flags = command.options.flatMap(({ long }) => long ?? []);
  const taking = command.options.flatMap(({ long, required, optional }) =>
    long !== undefined && (required || optional) ? [long] : [],
  );
  const values = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const row = {
    path: words.join(" "),
    commands: command.commands.map((one) => one.name()),
    flags: [...flags, "--help"],
    ...{ taking, values },
  };
  const rest = command.commands.flatMap((one) => completionTable(one, [...words, one.name()]));
  return [row, ...rest];
}
