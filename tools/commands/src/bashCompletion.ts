import type { CompletionRow } from "./completionTable.ts";

/** A completion script for bash, which zsh runs as well. Values of flags are completed as files. */
export function bashCompletion(table: readonly CompletionRow[]): string {
  const paths = table.flatMap(({ path }) => (path === "" ? [] : [`" ${path}"`])).join("|");
  const words = table.map(
    ({ path, commands, flags, values }) =>
      `    "${path}") words="${[...commands, ...values, ...flags].join(" ")}" ;;`,
  );
  const taking = table
    .flatMap(({ path, taking: flags }) => flags.map((flag) => `"${path} ${flag}"`))
    .join("|");
  return [
    "_sheaf() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
    '  local path="" words="" word at',
    "  for ((at = 1; at < COMP_CWORD; at++)); do",
    '    word="${COMP_WORDS[at]}"',
    '    case "$path $word" in',
    `      ${paths}) path="$path $word" ;;`,
    "    esac",
    "  done",
    "  COMPREPLY=()",
    '  case "${path# } $previous" in',
    `    ${taking}) return ;;`,
    "  esac",
    '  case "${path# }" in',
    ...words,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -o default -F _sheaf sheaf",
    "",
  ].join("\n");
}
