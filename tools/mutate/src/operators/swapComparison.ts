import { BinaryOperation } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { tokenEdit } from "../tokenEdit.ts";

/** The bound moves by one, or the comparison says the opposite. */
const SWAPS = new Map([
  ["<", ["<=", ">="]],
  ["<=", ["<", ">"]],
  [">", [">=", "<="]],
  [">=", [">", "<"]],
  ["==", ["!="]],
  ["!=", ["=="]],
]);

/** A comparison is another one. */
export function swapComparison(node: ASTNode, source: Buffer): Edit[] {
  if (!(node instanceof BinaryOperation)) return [];
  const { operator, vLeftExpression: left, vRightExpression: right } = node;
  return (SWAPS.get(operator) ?? []).map((other) =>
    tokenEdit(left, right, operator, other, source),
  );
}
