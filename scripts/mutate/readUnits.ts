import { createRequire } from "node:module";

import type { SourceUnit } from "solc-typed-ast";

import type { CompilerOutput } from "./compilerTypes.ts";

type TypedAst = typeof import("solc-typed-ast");

/** The typed syntax trees of everything that was compiled. */
export function readUnits(output: CompilerOutput): SourceUnit[] {
  const { ASTReader } = createRequire(import.meta.url)("solc-typed-ast") as TypedAst;
  return new ASTReader().read({ sources: output.sources });
}
