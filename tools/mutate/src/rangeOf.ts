import type { ASTNode } from "solc-typed-ast";

export type Range = { readonly start: number; readonly end: number };

/** {byte} Where a node stands in its source; the compiler writes `start:length:file`. */
export function rangeOf(node: ASTNode): Range {
  const [start, length] = node.src.split(":").map(Number) as [number, number];
  return { start, end: start + length };
}
