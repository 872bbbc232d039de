const CIRCLE = 360;
const FACTOR = 31;

/** The hue {degree} of a name. It is always the same, so that a person recognizes a token without a picture. */
export function hueOf(name: string): number {
  let hue = 0;
  for (const letter of name) hue = (hue * FACTOR + (letter.codePointAt(0) ?? 0)) % CIRCLE;
  return hue;
}
