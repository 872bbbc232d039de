import { test as base } from "@playwright/test";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

import { openStack } from "./stack.ts";
import type { Stack } from "./stack.ts";
import { installWallet } from "./wallet.ts";
import type { TestWallet } from "./wallet.ts";

export type Fixtures = {
  readonly wallet: TestWallet; // a new account with test ether and test USDC, announced to the page
  readonly faults: string[]; // foreign requests and errors of the page so far; a test fails if one is left
};

/** A test of the running product. It fails on any request that leaves the machine, and on any error of a page. */
export const test = base.extend<Fixtures, { readonly stack: Stack }>({
  stack: [
    // Playwright accepts nothing but a pattern here, also where nothing is taken from it.
    async ({}, use) => {
      await use(await openStack(process.env.SHEAF_E2E_URL ?? ""));
    },
    { scope: "worker" },
  ],
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("request", (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (protocol === "data:" || protocol === "blob:" || hostname === "127.0.0.1") return;
        faults.push(`a request to ${request.url()}`);
      });
      page.on("pageerror", (error) => faults.push(`an error of the page: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`the console: ${message.text()}`);
      });
      await use(faults);
      if (faults.length > 0) throw new Error(faults.join("\n"));
    },
    { auto: true },
  ],
  wallet: async ({ page, stack }, use) => {
    const account = privateKeyToAccount(generatePrivateKey());
    await stack.give(account.address);
    await use(await installWallet(page, { account, chain: stack.chain, rpc: stack.rpc }));
  },
});

/** Forgives what the browser reports of requests that a test itself made fail, and nothing else. */
export function forgiveFailedLoads(faults: string[]): void {
  const kept = faults.filter((fault) => !fault.startsWith("the console: Failed to load resource"));
  faults.splice(0, faults.length, ...kept);
}

export { expect } from "@playwright/test";
