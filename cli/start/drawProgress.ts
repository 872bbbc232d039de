/** Shows progress in place on a terminal, and as one line each where the output is none. */
export function drawProgress(
  line: string,
  isLast: boolean,
  print: (line: string) => void,
  terminal: NodeJS.WriteStream = process.stderr,
): void {
  if (!terminal.isTTY) return print(line);
  terminal.write(`\r\u001B[K${line.slice(0, terminal.columns - 1)}${isLast ? "\n" : ""}`);
}
