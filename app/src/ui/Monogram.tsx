import { hueOf } from "./hueOf.ts";

const LETTERS = 2;
const SIZE = 28; // {px}

/** A round sign of a token without a picture: its first letters on a colour of its own. */
export function Monogram({ name, size = SIZE }: { readonly name: string; readonly size?: number }) {
  const hue = hueOf(name);
  return (
    <span
      aria-hidden="true"
      className="monogram inline-grid flex-none place-items-center rounded-full font-[650] tracking-tight"
      style={{ width: size, height: size, fontSize: size * 0.38, ["--hue" as string]: hue }}
    >
      {name
        .replaceAll(/[^A-Za-z0-9]/g, "")
        .slice(0, LETTERS)
        .toUpperCase()}
    </span>
  );
}
