import { resolve } from "node:path";

import Mocha from "mocha";

/**
 * Program of `runTests`: runs mocha files of the project in the current folder and tells the parent what happens. It leaves
 * with `process.exit`, for a test may leave a handle open, and with its parent.
 *
 *   node testProcess.ts '{ "files": [...], "skip": [...], "bail": true }'
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
    }
  | {
      readonly kind: "passed";
      readonly title: string;
      readonly file: string;
      readonly milliseconds: number;
    }
  | { readonly kind: "end" };

const { files, skip, bail } = JSON.parse(process.argv[2] ?? "") as TestOrder;
process.on("disconnect", () => process.exit(1));
process.env.NODE_ENV = "test";
process.env.HH_TEST = "true"; // as Hardhat's own test task does: plugins look at it

/** Says a last word and leaves. Nothing after it counts, not even hooks. */
function leave(message: TestMessage): void {
  process.send?.(message, undefined, undefined, () => process.exit(0));
}

const { default: hre } = await import("hardhat");
// A test that is slow on a busy machine kills nothing: time is the parent's matter.
const mocha = new Mocha({ ...hre.config.test.mocha, timeout: 0, retries: 0, reporter: "dot" });
for (const file of files) mocha.addFile(resolve(file));
await mocha.loadFilesAsync();
mocha.suite.eachTest((test: Mocha.Test) => {
  if (skip.includes(test.fullTitle())) test.pending = true;
});

const fileOf = (runnable: Mocha.Runnable): string =>
  files.find((file) => resolve(file) === (runnable.file ?? runnable.parent?.file)) ?? "";
let over = false;
const runner = mocha.run(() => {
  if (!over) leave({ kind: "end" });
});
runner.on("pass", (test: Mocha.Test) => {
  process.send?.({
    kind: "passed",
    title: test.fullTitle(),
    file: fileOf(test),
    milliseconds: test.duration ?? 0,
  });
});
runner.on("fail", (test: Mocha.Runnable, error: Error) => {
  const message: TestMessage = {
    kind: "failed",
    title: test.fullTitle(),
    file: fileOf(test),
    isTest: test instanceof Mocha.Test,
    message: error.message.slice(0, 300),
  };
  if (!bail) return void process.send?.(message);
  over = true;
  leave(message);
});
