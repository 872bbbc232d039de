import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A command that does something itself, and the words that call it. */
export type Leaf = { readonly words: readonly string[]; readonly command: CommandUnknownOpts };

/** Every command of a program that does something itself, in the order of the help. */
export function leavesOf(program: CommandUnknownOpts, words: readonly string[] = []): Leaf[] {
  return program.commands.flatMap((command) => {
    const path = [...words, command.name()];
    return command.commands.length === 0 ? [{ words: path, command }] : leavesOf(command, path);
  });
}
