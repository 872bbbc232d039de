import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

import { z } from "zod";

/** The product, which runs in a process of its own. */
export type RunningStack = {
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const READY = z.object({ url: z.string().url() });

/**
 * Starts `sheaf start` with a short history on a free port, and waits until it is ready.
 * @param print takes its lines
 */
export async function startStack(
  startArguments: readonly string[],
  print: (line: string) => void,
): Promise<RunningStack> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      ...["scripts/sheaf.ts", "start", "--json", "-"],
      ...startArguments,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const stop = (): Promise<void> => end(child);
  process.once("exit", () => child.kill("SIGTERM"));
  child.stderr.on("data", (chunk: Buffer) => print(chunk.toString().trimEnd()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("\n")) resolve(READY.parse(JSON.parse(output)).url);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`sheaf start ended with exit code ${code}`)));
  });
  return { url, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
