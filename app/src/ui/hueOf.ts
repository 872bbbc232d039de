const CIRCLE = 360;
const FACTOR = 31;

/** A hue {degree} that a name always has, so that a token without a picture is told apart. */
export function hueOf(name: string): number {
  let hue = 0;
  for (const letter of name) hue = (hue * FACTOR + (letter.codePointAt(0) ?? 0)) % CIRCLE;
  return hue;
}
