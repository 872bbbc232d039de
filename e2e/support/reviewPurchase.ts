import type { Page } from "@playwright/test";

/** Opens an index, connects the test's wallet, and goes to the review of a purchase of 100 USDC. */
export async function reviewPurchase(page: Page, vault: string): Promise<void> {
  await page.goto(`/i/31337/${vault}`);
  await page.getByRole("banner").getByRole("button", { name: "Connect wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Test Wallet" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "$100" }).click();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("heading", { name: "Review" }).waitFor();
}
