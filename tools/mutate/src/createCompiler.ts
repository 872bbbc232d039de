import { once } from "node:events";
import { Worker } from "node:worker_threads";

import type { CompileRequest } from "./compilerThread.ts";
import type { CompilerInput, CompilerOutput } from "./compilerTypes.ts";

/** One compilation at a time. */
export type Compiler = {
  compile(request: CompileRequest): Promise<CompilerOutput>;
  close(): Promise<void>;
};

/** A compiler in a thread of its own that knows all sources; a request names what differs. */
export function createCompiler(input: CompilerInput): Compiler {
  const worker = new Worker(new URL("./compilerThread.ts", import.meta.url), { workerData: input });
  return {
    async compile(request) {
      worker.postMessage(request);
      const [output] = (await once(worker, "message")) as [CompilerOutput];
      return output;
    },
    async close() {
      await worker.terminate();
    },
  };
}
