/** A part of one for people to read. */
export function percent(part: number | null): string {
  return part === null ? "-" : `${(part * 100).toFixed(1)} %`;
}
