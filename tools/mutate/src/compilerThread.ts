import { parentPort, workerData } from "node:worker_threads";

import type { CompilerInput, Selection } from "./compilerTypes.ts";
import { runCompiler } from "./runCompiler.ts";

/** Thread of `createCompiler`: the compiler blocks whoever calls it, and takes a second to load. */
export type CompileRequest = {
  readonly sources: readonly string[];
  /** Content by name of the source, instead of the original's. */
  readonly replaced: Readonly<Record<string, string>>;
  readonly selection: Selection;
  readonly withAst: boolean;
};

const input = workerData as CompilerInput;
if (parentPort === null) throw new Error("This file runs as a thread of createCompiler.");
const port = parentPort;

port.on("message", ({ sources, replaced, selection, withAst }: CompileRequest) => {
  const chosen = sources.map(
    (name) => [name, { content: replaced[name] ?? input.sources[name]?.content ?? "" }] as const,
  );
  port.postMessage(
    runCompiler({ ...input, sources: Object.fromEntries(chosen) }, selection, withAst),
  );
});
