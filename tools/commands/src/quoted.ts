const SHOWN = 60; // characters

/** A text from a command line as a message shows it. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, SHOWN));
}
