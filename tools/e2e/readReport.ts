import { readFile } from "node:fs/promises";

import { z } from "zod";

/** Outcome of the browser tests. */
export type BrowserReport = {
  readonly passed: number;
  readonly failed: number;
  readonly axeViolations: number; // tests of accessibility that failed
  readonly routes: number; // that were tested, in each colour scheme
};

const RESULT = z.object({ status: z.string() });
const SPEC = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(RESULT) })),
});
type Suite = {
  readonly specs?: readonly z.infer<typeof SPEC>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
};
const SUITE: z.ZodType<Suite> = z.object({
  specs: z.array(SPEC).optional(),
  suites: z.lazy(() => z.array(SUITE)).optional(),
});
const REPORT = z.object({ suites: z.array(SUITE) });
const ACCESSIBILITY = /fault of accessibility/;

/** Counts the results that Playwright wrote. */
export async function readReport(file: string): Promise<BrowserReport> {
  const { suites } = REPORT.parse(JSON.parse(await readFile(file, "utf8")));
  const specs = suites.flatMap(specsOf);
  const looked = specs.filter(({ title }) => ACCESSIBILITY.test(title));
  const failed = (some: readonly z.infer<typeof SPEC>[]): number =>
    some.filter(({ ok }) => !ok).length;
  return {
    passed: specs.length - failed(specs),
    failed: failed(specs),
    axeViolations: failed(looked),
    routes: looked.length,
  };
}

function specsOf({ specs = [], suites = [] }: Suite): readonly z.infer<typeof SPEC>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}
