import { axeFaults } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";

const WIDTHS = [320, 390, 768, 1440] as const;
const SCHEMES = ["light", "dark"] as const;
/** Widths whose screenshots are kept. */
const KEPT: readonly number[] = [390, 1440];
/** Widths at which axe looks. */
const LOOKED: readonly number[] = [320, 1440];
const ROUTES = [
  ["home", () => "/"],
  ["index", (index: string) => `/i/31337/${index}`],
  ["portfolio", () => "/portfolio"],
  ["faucet", () => "/faucet"],
  ["settings", () => "/settings"],
  ["not-found", () => "/nowhere"],
  ["exit", (index: string) => `/exit?index=${index}`],
] as const;

for (const [name, pathOf] of ROUTES)
  for (const colorScheme of SCHEMES)
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("has no fault of accessibility, and nothing that scrolls sideways", async ({
        page,
        stack,
      }) => {
        await page.goto(pathOf(stack.config.indexes[0]?.address ?? ""));
        await page.waitForLoadState("networkidle");
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await expect
            .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
              message: `width of the page at ${width} px, once it is drawn anew`,
            })
            .toBeLessThanOrEqual(width);
          if (LOOKED.includes(width)) expect(await axeFaults(page), `${width} px`).toEqual([]);
          if (KEPT.includes(width))
            await page.screenshot({
              path: `${process.env.SHEAF_E2E_RESULTS}/screens/${name}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
        }
      });
    });
