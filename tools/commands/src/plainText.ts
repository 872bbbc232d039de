/** Control characters, and characters that only change how others are shown. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text without characters that move a terminal's cursor or hide others: names of tokens may hold any. */
export function plainText(text: string): string {
  return text.replaceAll(HIDDEN, "?");
}
