import { countTests } from "./countTests.ts";
import { run } from "../build/run.ts";

/** A command that checks something, and may run many tests. */
export type Suite = {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly string[];
};

export type SuiteTotals = { readonly passed: number; readonly failed: number };

/**
 * Runs suites in their order, `processes` of them at a time. What a suite prints is shown once it has ended, in one piece.
 * A suite without tests counts as one test.
 */
export async function runSuites(
  suites: readonly Suite[],
  processes: number,
  print: (line: string) => void,
): Promise<SuiteTotals> {
  const waiting = [...suites];
  let [passed, failed] = [0, 0];
  const work = async (): Promise<void> => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      const startedAt = performance.now();
      const { code, output } = await run(suite.command, suite.arguments, { quiet: true });
      const [green, red] = [countTests(output, "passing"), countTests(output, "failing")];
      passed += code === 0 && green === 0 ? 1 : green;
      failed += code !== 0 && red === 0 ? 1 : red;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      print(`== ${suite.title}\n${output.trimEnd()}\n== ${suite.title} took ${seconds} s\n`);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return { passed, failed };
}
