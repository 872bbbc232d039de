import type { Page } from "@playwright/test";

/** Connects the wallet of a test by the page's own dialog. */
export async function connect(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Test Wallet" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}
