import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
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

/** Runs tests of a copy, one order at a time. */
export type Tester = {
  /** Stops waiting after `timeout` {s}, and when `signal` says so. */
  run(order: TestOrder, timeout: number, signal: AbortSignal): Promise<TestRun>;
  /** Ends the process, with all that tests started. */
  close(): void;
};

const PROGRAM = fileURLToPath(new URL("./testProcess.ts", import.meta.url));
const KEPT_OUTPUT = 4_000; // characters
const MOST_MEMORY = 1_200 * 2 ** 20; // {byte} a process that has more makes way for a new one
const TIDYING_TIME = 10_000; // {ms} after a failure that was enough

/** A process that waits for orders. */
type Program = {
  readonly child: ChildProcess;
  readonly kill: () => void;
  orders: number;
  output: string;
  /** Ends when the last order has left nothing behind; says whether the process can take another. */
  tidy: Promise<boolean>;
};

/**
 * Keeps a process, in a group of its own, between orders, for most of what a short run takes is to start one. A verdict never
 * hangs on what an earlier order left: where that cannot be told apart, the order is run again in a new process.
 */
export function createTester(root: string): Tester {
  let program: Program | undefined;
  const close = (): void => {
    program?.kill();
    program = undefined;
  };

  return {
    close,
    async run(order, timeout, signal) {
      const startedAt = performance.now();
      const isReady = (await program?.tidy) ?? false;
      if (!isReady) close();
      program ??= start(root);
      let run = await give(program, order, timeout, signal);
      const isDoubtful =
        run.end === "died" || (order.bail && run.failed.some(({ isOwn }) => !isOwn));
      if (isDoubtful && program.orders > 1 && !signal.aborted) {
        close();
        program = start(root);
        run = await give(program, order, timeout, signal);
      }
      if (run.end !== "complete") close();
      return { ...run, seconds: (performance.now() - startedAt) / 1000 };
    },
  };
}

function start(root: string): Program {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", PROGRAM], {
    cwd: root,
    detached: true, // a group of its own, so that what the tests started ends with them
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, "cache", "node") },
  });
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error; // it is gone already
    }
  };
  const program: Program = { child, kill, orders: 0, output: "", tidy: Promise.resolve(true) };
  const keep = (chunk: Buffer): void =>
    void (program.output = (program.output + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return program;
}

async function give(
  program: Program,
  order: TestOrder,
  timeout: number,
  signal: AbortSignal,
): Promise<Omit<TestRun, "seconds">> {
  const { child, kill } = program;
  const passed: Pass[] = [];
  const failed: Failure[] = [];
  program.orders += 1;
  program.output = "";

  let sayTidy: (isTidy: boolean) => void = () => undefined;
  program.tidy = new Promise((resolve) => (sayTidy = resolve));
  const end = await new Promise<TestRun["end"]>((resolve, reject) => {
    const stop = (how: TestRun["end"]): void => {
      kill();
      resolve(how);
    };
    const timer = setTimeout(() => stop("timeout"), timeout * 1000);
    const abort = (): void => stop("died");
    const leave = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      child.off("message", hear).off("error", reject).off("exit", leave);
      sayTidy(false); // unless it was said before that it is
      resolve("died");
    };
    const hear = (message: TestMessage): void => {
      if (message.kind === "passed") passed.push(message);
      if (message.kind === "failed") failed.push(message);
      if (message.kind === "end") {
        sayTidy(message.memory < MOST_MEMORY);
        resolve("complete");
        leave();
      } else if (message.kind === "failed" && order.bail) {
        clearTimeout(timer);
        setTimeout(() => sayTidy(false), TIDYING_TIME).unref();
        resolve("complete"); // the verdict is there; tidying up may go on while the next mutant compiles
      }
    };
    signal.addEventListener("abort", abort, { once: true });
    child.on("message", hear).on("error", reject).on("exit", leave);
    if (signal.aborted) abort();
    else child.send(order);
  });
  return { passed, failed, end, output: program.output };
}
