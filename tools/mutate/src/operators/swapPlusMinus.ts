import {
  Assignment,
  BinaryOperation,
  ExpressionStatement,
  ForStatement,
  UnaryOperation,
} from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { rangeOf } from "../rangeOf.ts";
import { tokenEdit } from "../tokenEdit.ts";

const OPPOSITE = new Map([
  ["+", "-"],
  ["-", "+"],
  ["+=", "-="],
  ["-=", "+="],
  ["++", "--"],
  ["--", "++"],
]);

/** Adds what was subtracted, the other way round, or loses a sign. The step of a loop stays: its mutant dies in any test. */
export function swapPlusMinus(node: ASTNode, source: Buffer): Edit[] {
  if (node instanceof BinaryOperation || node instanceof Assignment) {
    const opposite = OPPOSITE.get(node.operator);
    if (opposite === undefined) return [];
    const [left, right] =
      node instanceof BinaryOperation
        ? [node.vLeftExpression, node.vRightExpression]
        : [node.vLeftHandSide, node.vRightHandSide];
    return [tokenEdit(left, right, node.operator, opposite, source)];
  }
  if (!(node instanceof UnaryOperation) || isLoopStep(node)) return [];
  const opposite = OPPOSITE.get(node.operator);
  if (opposite === undefined) return [];
  const { start, end } = rangeOf(node);
  const { length } = node.operator;
  return [
    {
      start: node.prefix ? start : end - length,
      length,
      replacement: node.operator === "-" ? "" : opposite,
    },
  ];
}

function isLoopStep(node: UnaryOperation): boolean {
  const statement = node.parent;
  return (
    statement instanceof ExpressionStatement &&
    statement.parent instanceof ForStatement &&
    statement.parent.vLoopExpression === statement
  );
}
