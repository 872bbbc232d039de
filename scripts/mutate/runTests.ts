import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { TestMessage, TestOrder } from "./testProcess.ts";

export type Failure = Extract<TestMessage, { kind: "failed" }>;
type Pass = Extract<TestMessage, { kind: "passed" }>;

export type TestRun = {
  readonly passed: readonly Pass[];
  readonly failed: readonly Failure[];
  /** How it ended: by itself, killed by us for it took too long, or dead without a word. */
  readonly end: "complete" | "timeout" | "died";
  /** What it printed, at most the end of it. */
  readonly output: string;
  readonly seconds: number;
};

const PROGRAM = fileURLToPath(new URL("./testProcess.ts", import.meta.url));
const KEPT_OUTPUT = 4_000; // characters

/** Runs tests of a copy in a process group of their own, which is gone when this returns. */
export async function runTests(
  root: string,
  order: TestOrder,
  timeout: number,
  signal: AbortSignal,
): Promise<TestRun> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", PROGRAM, JSON.stringify(order)],
    {
      cwd: root,
      detached: true, // a group of its own, so that what the tests started ends with them
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, "cache", "node") },
    },
  );
  const passed: Pass[] = [];
  const failed: Failure[] = [];
  let output = "";
  let end: TestRun["end"] = "died";
  const keep = (chunk: Buffer): void =>
    void (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);

  const killGroup = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error; // it is gone already
    }
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      end = "timeout";
      killGroup();
    }, timeout * 1000);
    signal.addEventListener("abort", killGroup, { once: true });
    child.on("message", (message: TestMessage) => {
      if (message.kind === "passed") passed.push(message);
      if (message.kind === "failed") failed.push(message);
      const isOver = message.kind === "end" || (message.kind === "failed" && order.bail);
      if (!isOver) return;
      end = "complete";
      killGroup();
    });
    child.on("error", reject);
    child.on("exit", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", killGroup);
      killGroup();
      resolve();
    });
  });
  return { passed, failed, end, output, seconds: (performance.now() - startedAt) / 1000 };
}
