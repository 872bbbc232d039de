import { ExpressionStatement, FunctionCall, Identifier } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { statementEdit } from "../statementEdit.ts";

/** `require(...)` is gone. */
export function deleteRequire(node: ASTNode, source: Buffer): Edit[] {
  if (!(node instanceof ExpressionStatement) || !(node.vExpression instanceof FunctionCall))
    return [];
  const callee = node.vExpression.vExpression;
  if (!(callee instanceof Identifier) || callee.name !== "require") return [];
  return [statementEdit(node, source)];
}
