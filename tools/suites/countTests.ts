/** {tests} of a runner's closing line, such as "12 passing (3s)": the last one, as Hardhat sums up after mocha did. */
export function countTests(output: string, word: "passing" | "failing"): number {
  const lines = [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, "gm"))];
  return Number(lines.at(-1)?.[1] ?? 0);
}
