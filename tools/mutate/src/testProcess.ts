import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { NetworkConnection } from "hardhat/types/network";
import Mocha from "mocha";

/**
 * Program of `createTester`: runs mocha files of the project in the current folder, order after order, and tells the parent
 * what happens. Hardhat and packages stay loaded, for they take most of the time. Nothing of an order outlives it: the
 * project's own modules, with whatever they keep, are loaded anew for each, and its chains are closed. It leaves with its
 * parent.
 */
export type TestOrder = {
  readonly files: readonly string[];
  /** Full titles of tests that do not count. */
  readonly skip: readonly string[];
  /** Whether the first failure is enough. */
  readonly bail: boolean;
};

export type TestMessage =
  | {
      readonly kind: "failed";
      readonly title: string;
      readonly file: string;
      readonly isTest: boolean;
      readonly message: string;
      /** Whether code of this order is where it came from, and not something that an earlier order left behind. */
      readonly isOwn: boolean;
    }
  | {
      readonly kind: "passed";
      readonly title: string;
      readonly file: string;
      readonly milliseconds: number;
    }
  | { readonly kind: "end"; readonly memory: number }; // {byte}

const CALM = 50; // {ms} for what an aborted test still does

let orders = 0;
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const isOurs =
      orders > 0 && resolved.url.startsWith("file:") && !resolved.url.includes("/node_modules/");
    return isOurs ? { ...resolved, url: `${resolved.url}?order=${orders}` } : resolved;
  },
});
Error.stackTraceLimit = 50; // deep enough to see whose error it is

process.on("disconnect", () => process.exit(1));
process.on("uncaughtException", () => undefined); // mocha's matter while tests run, and nobody's between them
process.env.NODE_ENV = "test";
process.env.HH_TEST = "true"; // as Hardhat's own test task does: plugins look at it
process.env.SHEAF_MUTANTS = "true";

const { default: hre } = await import("hardhat");
const opened: NetworkConnection[] = [];
hre.hooks.registerHandlers("network", {
  async newConnection(context, next) {
    const connection = await next(context);
    opened.push(connection as NetworkConnection);
    return connection;
  },
});

process.on("message", (order: TestOrder) => {
  obey(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function obey({ files, skip, bail }: TestOrder): Promise<void> {
  orders += 1;
  for (const file of files) {
    const failures = await runFile(file, skip, bail);
    if (bail && failures > 0) break;
  }
  await Promise.allSettled(opened.splice(0).map((connection) => connection.close()));
  await pause(CALM);
  process.send?.({ kind: "end", memory: process.memoryUsage().rss });
}

/** @returns how many tests and hooks failed */
async function runFile(file: string, skip: readonly string[], bail: boolean): Promise<number> {
  // A runner that is done may still listen; each passes a lost rejection on to all others, which takes for ever with a few.
  process.removeAllListeners("unhandledRejection");
  // A test that is slow on a busy machine kills nothing: time is the parent's matter.
  const settings = { ...hre.config.test.mocha, timeout: 0, retries: 0, reporter: "dot", bail };
  const mocha = new Mocha(settings);
  mocha.addFile(resolve(file));
  await mocha.loadFilesAsync();
  mocha.suite.eachTest((test: Mocha.Test) => {
    if (skip.includes(test.fullTitle())) test.pending = true;
  });
  return new Promise((done) => {
    const runner = mocha.run(done);
    runner.on("pass", (test: Mocha.Test) => {
      const milliseconds = test.duration ?? 0;
      process.send?.({ kind: "passed", title: test.fullTitle(), file, milliseconds });
    });
    runner.on("fail", (test: Mocha.Runnable, error: Error) => {
      process.send?.({
        kind: "failed",
        title: test.fullTitle(),
        file,
        isTest: test instanceof Mocha.Test,
        message: error.message.slice(0, 300),
        isOwn: error.stack?.includes(`?order=${orders}:`) ?? false,
      });
    });
  });
}
