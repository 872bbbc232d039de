import { defineConfig } from "@playwright/test";

const {
  SHEAF_E2E_URL: url,
  SHEAF_E2E_CHROMIUM: chromium,
  SHEAF_E2E_RESULTS: results,
} = process.env;
if (url === undefined || chromium === undefined || results === undefined)
  throw new Error(
    "Run the browser tests by `npm run e2e`: it starts the product and finds a browser.",
  );

const TEST = 90_000; // {ms}
const EXPECTATION = 15_000; // {ms}
/** Nothing but the pages' own requests leaves the browser. */
const QUIET = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** One worker: all tests use one chain, and some of them stop its blocks. */
export default defineConfig({
  testDir: "tests",
  outputDir: `${results}/traces`,
  workers: 1,
  timeout: TEST,
  expect: { timeout: EXPECTATION },
  reporter: [["list"], ["json", { outputFile: `${results}/playwright.json` }]],
  use: {
    baseURL: url,
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromium, args: QUIET },
    trace: "retain-on-failure",
  },
});
