const SHOWN = 10n ** 14n; // {1} WAD the smallest change that two digits of a percentage show

/** Class of a change's colour. A change that is written as zero has none. */
export function changeTone(part: bigint): "text-bull" | "text-bear" | "text-dim" {
  if (part >= SHOWN) return "text-bull";
  return part <= -SHOWN ? "text-bear" : "text-dim";
}
