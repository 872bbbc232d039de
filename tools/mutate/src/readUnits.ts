import { ASTReader } from "solc-typed-ast";
import type { SourceUnit } from "solc-typed-ast";

import type { CompilerOutput } from "./compilerTypes.ts";

/** The typed syntax trees of everything that was compiled. */
export function readUnits(output: CompilerOutput): SourceUnit[] {
  return new ASTReader().read({ sources: output.sources });
}
