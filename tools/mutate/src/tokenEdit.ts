import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "./mutant.ts";
import { rangeOf } from "./rangeOf.ts";

/** Replaces the operator between two operands. A comment between them that names it as well is no concern: it comes later. */
export function tokenEdit(
  left: ASTNode,
  right: ASTNode,
  token: string,
  replacement: string,
  source: Buffer,
): Edit {
  const [from, to] = [rangeOf(left).end, rangeOf(right).start];
  const at = source.subarray(from, to).indexOf(token);
  if (at < 0)
    throw new Error(
      `No ${token} between two operands at byte ${from}; the compiler's ranges were not understood.`,
    );
  return { start: from + at, length: token.length, replacement };
}
