import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA and what it is built on. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Faults of accessibility that axe finds on a page: rule and place. */
export async function axeFaults(page: Page): Promise<string[]> {
  // By the browser's debugger, which the content security policy does not bind.
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate(
    async (values): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import("axe-core") }).axe.run(document, {
        runOnly: { type: "tag", values },
      }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}
