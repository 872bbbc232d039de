import { ModifierDefinition, ModifierInvocation } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { rangeOf } from "../rangeOf.ts";

/** A function has one modifier less. The call of a base constructor looks the same and stays. */
export function deleteModifier(node: ASTNode, source: Buffer): Edit[] {
  if (!(node instanceof ModifierInvocation) || !(node.vModifier instanceof ModifierDefinition))
    return [];
  const { start, end } = rangeOf(node);
  const space = source[start - 1] === " ".charCodeAt(0) ? 1 : 0;
  return [{ start: start - space, length: end - start + space, replacement: "" }];
}
