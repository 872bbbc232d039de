import { erc20Abi } from "viem";

import { reviewPurchase } from "../support/reviewPurchase.ts";
import { expect, forgiveFailedLoads, test } from "../support/test.ts";
import { reject } from "../support/wallet.ts";

const CONFIRM = /^Buy [\d.,]+ TOP100 for at most 100\.00 USDC$/;
const OWNED = /^You own /;

test.describe("a purchase", () => {
  test("that is declined sends nothing and keeps the input", async ({ page, stack, wallet }) => {
    wallet.decide = ({ method }) => {
      if (method === "eth_signTypedData_v4" || method === "eth_sendTransaction") reject();
    };
    await reviewPurchase(page, stack.config.indexes[0]?.address ?? "");
    await page.getByRole("button", { name: CONFIRM }).click();
    await expect(page.getByText(/declined/i).first()).toBeVisible();
    expect(wallet.sent).toEqual([]);

    wallet.decide = () => undefined;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: CONFIRM }).click();
    await expect(page.getByRole("heading", { name: OWNED })).toBeVisible({ timeout: 30_000 });
  });

  test("that is cancelled in the wallet is never shown as bought", async ({
    page,
    stack,
    wallet,
  }) => {
    const { client, config } = stack;
    const vault = config.indexes[0]?.address ?? "0x";
    const { address } = wallet.account;
    await reviewPurchase(page, vault);
    await client.setAutomine(false);
    try {
      await page.getByRole("button", { name: CONFIRM }).click();
      await expect.poll(() => wallet.sent.length).toBe(1);
      const pending = await client.getTransaction({ hash: wallet.sent[0] ?? "0x" });
      const fee = (pending.maxFeePerGas ?? 0n) * 2n;
      await wallet.send({
        ...{ to: address, nonce: pending.nonce, maxFeePerGas: fee, maxPriorityFeePerGas: fee },
      });
      await client.mine({ blocks: 1 });
    } finally {
      await client.setAutomine(true);
    }
    await expect(page.getByText(/cancelled/i).first()).toBeVisible({ timeout: 40_000 });
    await expect(page.getByRole("heading", { name: OWNED })).toHaveCount(0);
    const shares = await client.readContract({
      ...{ address: vault, abi: erc20Abi, functionName: "balanceOf", args: [address] },
    });
    expect(shares).toBe(0n);
  });

  test("goes on after the page is loaded again while it is pending", async ({
    page,
    stack,
    wallet,
  }) => {
    const { client, config } = stack;
    await reviewPurchase(page, config.indexes[0]?.address ?? "");
    await client.setAutomine(false);
    try {
      await page.getByRole("button", { name: CONFIRM }).click();
      await expect.poll(() => wallet.sent.length).toBe(1);
      await page.reload();
      await client.mine({ blocks: 1 });
    } finally {
      await client.setAutomine(true);
    }
    await expect(page.getByRole("heading", { name: OWNED })).toBeVisible({ timeout: 40_000 });
  });

  test("waits while the node is gone, keeps its figures and its input, and goes on", async ({
    page,
    stack,
    wallet,
    faults,
  }) => {
    void wallet;
    await reviewPurchase(page, stack.config.indexes[0]?.address ?? "");
    await page.route("**/rpc", (route) => route.abort());
    await expect(page.getByText("The node does not answer").first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/^\$\d/).first()).toBeVisible();
    await page.unroute("**/rpc");
    await expect(page.getByText("The node does not answer")).toHaveCount(0, { timeout: 60_000 });
    forgiveFailedLoads(faults);
  });
});
