/** {bit} Shannon entropy per character. Random hexadecimal comes close to 4, random base 64 to 5, words to 3. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const parts = [...counts.values()].map((count) => count / text.length);
  return -parts.reduce((sum, part) => sum + part * Math.log2(part), 0);
}
