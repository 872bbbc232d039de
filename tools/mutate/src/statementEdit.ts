import { Block, UncheckedBlock } from "solc-typed-ast";
import type { Statement } from "solc-typed-ast";

import type { Edit } from "./mutant.ts";
import { rangeOf } from "./rangeOf.ts";

/** Takes a statement away with its semicolon. Where the grammar wants one, as after an `if`, an empty block stays. */
export function statementEdit(statement: Statement, source: Buffer): Edit {
  const { start, end } = rangeOf(statement);
  const semicolon = source.indexOf(";", end - 1);
  const between = source.subarray(end, semicolon).toString();
  const last =
    source[end - 1] === ";".charCodeAt(0) || semicolon < 0 || between.trim() !== ""
      ? end
      : semicolon + 1;
  const inBlock = statement.parent instanceof Block || statement.parent instanceof UncheckedBlock;
  return { start, length: last - start, replacement: inBlock ? "" : "{}" };
}
