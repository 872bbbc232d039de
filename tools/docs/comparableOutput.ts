/** An output without what differs from machine to machine: the line that says how long it took. */
export function comparableOutput(text: string): string {
  const lines = text.split("\n").filter((line) => !/^time {2,}[\d.]+ s$/.test(line));
  return `${lines.join("\n").trim()}\n`;
}
