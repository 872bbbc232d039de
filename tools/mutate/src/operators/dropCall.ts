import { ExpressionStatement, FunctionCall, FunctionCallKind, Identifier } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { statementEdit } from "../statementEdit.ts";

/** A call that stands alone is not made: an external one, or one of our own that checks, mints, burns or accounts. */
export function dropCall(node: ASTNode, source: Buffer): Edit[] {
  if (!(node instanceof ExpressionStatement) || !(node.vExpression instanceof FunctionCall))
    return [];
  const call = node.vExpression;
  if (call.kind !== FunctionCallKind.FunctionCall) return [];
  if (
    call.vExpression instanceof Identifier &&
    ["require", "revert", "assert"].includes(call.vExpression.name)
  )
    return [];
  return [statementEdit(node, source)];
}
