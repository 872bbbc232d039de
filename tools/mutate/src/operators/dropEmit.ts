import { EmitStatement } from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import type { Edit } from "../mutant.ts";
import { statementEdit } from "../statementEdit.ts";

/** The ledger is not told. */
export function dropEmit(node: ASTNode, source: Buffer): Edit[] {
  return node instanceof EmitStatement ? [statementEdit(node, source)] : [];
}
