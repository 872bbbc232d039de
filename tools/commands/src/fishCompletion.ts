import type { CompletionRow } from "./completionTable.ts";

/** A completion script for fish. */
export function fishCompletion(table: readonly CompletionRow[]): string {
  const paths = table.flatMap(({ path }) => (path === "" ? [] : [`' ${path}'`])).join(" ");
  return [
    "function __sheaf_at",
    "    set -l path ''",
    "    for word in (commandline -opc)[2..-1]",
    '        switch "$path $word"',
    `            case ${paths}`,
    '                set path "$path $word"',
    "        end",
    "    end",
    '    test "$path" = "$argv[1]"',
    "end",
    ...table.flatMap(linesOf),
    "",
  ].join("\n");
}

function linesOf({ path, commands, flags, taking, values }: CompletionRow): string[] {
  const condition = `-n "__sheaf_at '${path === "" ? "" : ` ${path}`}'"`;
  const words = [...commands, ...values];
  const nouns =
    words.length === 0 ? [] : [`complete -c sheaf -f ${condition} -a '${words.join(" ")}'`];
  const options = flags.map((flag) => {
    const value = taking.includes(flag) ? " -r" : "";
    return `complete -c sheaf ${condition} -l ${flag.slice(2)}${value}`;
  });
  return [...nouns, ...options];
}
