import { Literal, LiteralKind } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { rangeOf } from "../rangeOf.ts";

/** A whole number is one more or one less. Hexadecimals stay: they are names of slots and selectors, not amounts. */
export function nudgeConstant(node: ASTNode, source: Buffer): Edit[] {
  if (
    !(node instanceof Literal) ||
    node.kind !== LiteralKind.Number ||
    !node.typeString.startsWith("int_const")
  )
    return [];
  const { start, end } = rangeOf(node);
  const text = source.subarray(start, end).toString();
  if (text.startsWith("0x")) return [];
  const nudged = text === "0" ? ["1"] : [`(${text} + 1)`, `(${text} - 1)`];
  return nudged.map((replacement) => ({ start, length: end - start, replacement }));
}
