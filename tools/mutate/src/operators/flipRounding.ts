import { FunctionCall, MemberAccess } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { rangeOf } from "../rangeOf.ts";

const OPPOSITE = new Map([
  ["Ceil", "Floor"],
  ["Floor", "Ceil"],
]);

/** Rounds the other way: where a direction is named, and where `Math.mulDiv` rounds down without saying so. */
export function flipRounding(node: ASTNode, source: Buffer): Edit[] {
  if (node instanceof MemberAccess) {
    const opposite = OPPOSITE.get(node.memberName);
    if (opposite === undefined || !node.typeString.startsWith("enum Math.Rounding")) return [];
    const { end } = rangeOf(node);
    return [
      {
        start: end - node.memberName.length,
        length: node.memberName.length,
        replacement: opposite,
      },
    ];
  }
  if (!(node instanceof FunctionCall) || !(node.vExpression instanceof MemberAccess)) return [];
  const callee = node.vExpression;
  const { start, end } = rangeOf(callee);
  const isSilent =
    source.subarray(start, end).toString() === "Math.mulDiv" && node.vArguments.length === 3;
  return isSilent
    ? [{ start: rangeOf(node).end - 1, length: 0, replacement: ", Math.Rounding.Ceil" }]
    : [];
}
