import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

export type RunResult = {
  readonly code: number; // 1 if a signal ended it
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
};

/**
 * Runs a command of node_modules/.bin or PATH. It ends when this process ends, together with the processes that it started. Its
 * output is kept, and shown as it comes unless `quiet`; `environment` is added to ours.
 */
export async function run(
  command: string,
  commandArguments: readonly string[],
  options: { readonly quiet?: boolean; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...options.environment },
      detached: process.platform !== "win32", // a process group of its own, which can be ended as a whole
    });
    const end = (): void => endGroup(child);
    process.once("exit", end);
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      if (options.quiet !== true) process.stdout.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("exit", end);
      resolve({ code: code ?? 1, signal, output });
    });
  });
}

/** Ends a child and the processes that it started, if it runs. */
function endGroup(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) child.kill();
  else process.kill(-child.pid, "SIGTERM");
}
