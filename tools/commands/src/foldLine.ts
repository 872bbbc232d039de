const STEP = 2; // {characters} by which a continuation is indented further than its line

/**
 * A line as lines of a width, broken between words. What follows a label is continued below where it began; a word that does
 * not fit there begins further left, and only one that is longer than a whole line is left as it is.
 */
export function foldLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const margin = (/^ */.exec(line)?.[0].length ?? 0) + STEP;
  const label = /^ *\S+(?: \S+)*? {2,}(?=\S)/.exec(line)?.[0].length ?? 0;
  const indent = label > 0 && label <= width / 2 ? label : margin;
  const [first = "", ...words] = line.split(/(?<=\S) (?=\S)/);
  const lines = [first];
  for (const word of words) {
    const last = lines.at(-1) ?? "";
    if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(" ".repeat(indent + word.length <= width ? indent : margin) + word);
  }
  return lines;
}
