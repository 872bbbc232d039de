import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { decodeFunctionData, erc20Abi, formatUnits } from "viem";

import { reviewPurchase } from "../support/reviewPurchase.ts";
import { expect, test } from "../support/test.ts";

const FIRST_VISIT = 90_000; // {ms}
const USDC = 6;
const SHARE = 18;
const CONFIRM = /^Buy [\d.,]+ TOP100 for at most 100\.00 USDC$/;

test("leads from the first visit to owning by six clicks, with the wallet of the page", async ({
  page,
}) => {
  const startedAt = Date.now();
  let clicks = 0;
  const click = async (name: string | RegExp, scope = page.locator("body")): Promise<void> => {
    await scope.getByRole("button", { name }).click();
    clicks += 1;
  };
  await page.goto("/");
  await page.getByRole("link", { name: /Top 100/ }).click();
  clicks += 1;
  await click("Connect wallet", page.getByRole("banner"));
  await click(/^Local wallet/, page.getByRole("dialog"));
  await click("$100");
  await click("Review");
  await click(CONFIRM);
  await expect(page.getByRole("heading", { name: /^You own / })).toBeVisible({ timeout: 30_000 });
  expect(clicks).toBe(6);
  expect(Date.now() - startedAt).toBeLessThan(FIRST_VISIT);
});

test("buys in three clicks exactly what the review showed, and leaves no allowance", async ({
  page,
  stack,
  wallet,
}) => {
  const { client, config } = stack;
  const { usdc, router } = config.contracts;
  const vault = config.indexes[0]?.address ?? "0x";
  const { address } = wallet.account;
  const balanceOf = (token: `0x${string}`): Promise<bigint> =>
    client.readContract({
      ...{ address: token, abi: erc20Abi, functionName: "balanceOf", args: [address] },
    });
  const usdcBefore = await balanceOf(usdc);
  await reviewPurchase(page, vault);
  await expect(page.getByText("Minimum received")).toBeVisible();
  const button = page.getByRole("button", { name: CONFIRM });
  const sentence = (await button.textContent()) ?? "";
  await button.click();
  await expect(page.getByRole("heading", { name: /^You own / })).toBeVisible({ timeout: 30_000 });

  const [hash] = wallet.sent;
  expect(wallet.sent.length).toBe(1);
  if (hash === undefined) return;
  const { input } = await client.getTransaction({ hash });
  const { functionName, args } = decodeFunctionData({ abi: indexRouterAbi, data: input });
  expect(functionName).toBe("buyWithPermit");
  const [order] = args as readonly [{ shares: bigint; maxUsdc: bigint; receiver: string }];
  expect(order.receiver).toBe(address);
  expect(order.maxUsdc).toBe(100_000_000n);
  const shown = /^Buy ([\d.,]+) TOP100/.exec(sentence)?.[1]?.replaceAll(",", "") ?? "";
  expect(formatUnits(order.shares, SHARE).startsWith(shown), `${shown} of ${order.shares}`).toBe(
    true,
  );
  expect(await balanceOf(vault), "received").toBe(order.shares);
  const paid = usdcBefore - (await balanceOf(usdc));
  expect(paid <= order.maxUsdc, `paid ${formatUnits(paid, USDC)}`).toBe(true);
  const allowance = await client.readContract({
    ...{ address: usdc, abi: erc20Abi, functionName: "allowance", args: [address, router] },
  });
  expect(allowance).toBe(0n);
});
