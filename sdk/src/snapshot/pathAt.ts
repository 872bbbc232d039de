import type { JsonMap } from "./mapJson.ts";

/** What the byte at `offset` of a document is about: the innermost value that it is part of. */
export function pathAt({ spans }: JsonMap, offset: number): string {
  return spans.findLast(({ start, end }) => start <= offset && offset < end)?.path ?? "$";
}
