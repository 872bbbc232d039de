import { FunctionCall, FunctionCallKind } from "solc-typed-ast";
import type { ASTNode, Expression } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { rangeOf } from "../rangeOf.ts";

/** Calls whose first two arguments can change places. */
const COMMUTATIVE = new Set(["mulDiv", "min", "max"]);

/** Two neighbours of one type among a call's arguments, a structure's fields or an event's values change places. */
export function swapArguments(node: ASTNode, source: Buffer): Edit[] {
  if (!(node instanceof FunctionCall) || node.kind === FunctionCallKind.TypeConversion) return [];
  const text = (of: Expression): string =>
    source.subarray(rangeOf(of).start, rangeOf(of).end).toString();
  const given = node.vArguments;
  return given.flatMap((first, i) => {
    const rest = given.slice(i + 1);
    const second = rest.find(({ typeString }) => typeString === first.typeString);
    if (second === undefined || text(first) === text(second)) return [];
    if (i === 0 && second === given[1] && COMMUTATIVE.has(node.vFunctionName)) return [];
    const [start, end] = [rangeOf(first).start, rangeOf(second).end];
    const between = source.subarray(rangeOf(first).end, rangeOf(second).start).toString();
    return [{ start, length: end - start, replacement: `${text(second)}${between}${text(first)}` }];
  });
}
