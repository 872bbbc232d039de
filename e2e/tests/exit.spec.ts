import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { erc20Abi, toFunctionSelector } from "viem";

import { buyDirectly } from "../support/buyDirectly.ts";
import { freezeTransfers } from "../support/freezeTransfers.ts";
import { expect, forgiveFailedLoads, test } from "../support/test.ts";

const BUDGET = 1_000_000_000n; // {usdc}
const FROZEN = 3;
const MINUTE = 60_000; // {ms}

test("leaves a hundred components by one confirmation with three frozen and nothing else running, and claims later", async ({
  page,
  stack,
  wallet,
}) => {
  test.setTimeout(3 * MINUTE);
  const { client, config, rpc } = stack;
  const vault = config.indexes[0]?.address ?? "0x";
  const { address } = wallet.account;
  const shares = await buyDirectly(stack, wallet.account, vault, BUDGET);
  const basketId = await client.readContract({
    ...{ address: vault, abi: indexVaultAbi, functionName: "basketId" },
  });
  const [basket] = await client.readContract({
    ...{ address: vault, abi: indexVaultAbi, functionName: "basket", args: [basketId] },
  });
  const amounts = await client.readContract({
    ...{ address: vault, abi: indexVaultAbi, functionName: "previewRedeem", args: [shares] },
  });
  const held = basket.filter((_, at) => (amounts[at] ?? 0n) > 0n);
  const frozen = held.slice(0, FROZEN);
  const thaws = await Promise.all(frozen.map((token) => freezeTransfers(stack, token)));

  try {
    // Nothing but the page itself and a node: no configuration, no rules, no snapshots.
    await page.route(/config\.json|\/rules\/|\/snapshots\/|meta\.json/, (route) => route.abort());
    await page.goto(`/exit?index=${vault}&rpc=${encodeURIComponent(rpc)}`);
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await expect(page.getByText("3 of the tokens cannot be transferred now")).toBeVisible();
    await page.getByRole("button", { name: /^Redeem / }).click();
    await expect(page.getByRole("heading", { name: /^Redeemed / })).toBeFocused();
    expect(wallet.sent.length, "confirmations").toBe(1);
    await expect(page.getByText("3 could not be transferred and stay yours")).toBeVisible();

    const left = await client.readContract({
      ...{ address: vault, abi: erc20Abi, functionName: "balanceOf", args: [address] },
    });
    expect(left).toBe(0n);
    for (const [at, token] of basket.entries()) {
      const paid = await client.readContract({
        ...{ address: token, abi: erc20Abi, functionName: "balanceOf", args: [address] },
      });
      const expected = frozen.includes(token) ? 0n : (amounts[at] ?? 0n);
      if (token !== config.contracts.usdc) expect(paid, token).toBe(expected);
    }
    await expect(page.getByRole("button", { name: /^Claim / })).toHaveCount(FROZEN);
    await page
      .getByRole("button", { name: /^Claim / })
      .first()
      .click();
    await expect(page.getByText("It cannot be paid now. The claim stays yours.")).toBeVisible();
  } finally {
    for (const thaw of thaws) await thaw();
  }

  for (let claims = FROZEN; claims > 0; claims -= 1) {
    await expect(page.getByRole("button", { name: /^Claim / })).toHaveCount(claims);
    await page
      .getByRole("button", { name: /^Claim / })
      .first()
      .click();
  }
  await expect(page.getByText("The index owes this account nothing.")).toBeVisible();
  for (const token of frozen) {
    const paid = await client.readContract({
      ...{ address: token, abi: erc20Abi, functionName: "balanceOf", args: [address] },
    });
    expect(paid, token).toBe(amounts[basket.indexOf(token)]);
  }
});

test("names a node that does not answer and an address that is no index, and keeps the input", async ({
  page,
  stack,
  faults,
}) => {
  const vault = stack.config.indexes[0]?.address ?? "";
  await page.goto(`/exit?index=${vault}&rpc=${encodeURIComponent("http://127.0.0.1:9/")}`);
  await expect(page.getByText("The node does not answer.")).toBeVisible();
  await page.getByLabel("Address of a node (RPC)").fill(stack.rpc);
  await page.getByRole("button", { name: "Open the index" }).click();
  await expect(page.getByText("on chain 31337")).toBeVisible();
  await page.getByLabel("Address of the index").fill("0x1234");
  await page.getByRole("button", { name: "Open the index" }).click();
  await expect(page.getByText("This is no address of a contract.")).toBeVisible();
  await expect(page.getByLabel("Address of a node (RPC)")).toHaveValue(stack.rpc);
  forgiveFailedLoads(faults);
});

test("L-1 redeems without a forecast where none can be read", async ({ page, stack, wallet }) => {
  const { client, config, rpc } = stack;
  const vault = config.indexes[1]?.address ?? "0x";
  const { address } = wallet.account;
  await buyDirectly(stack, wallet.account, vault, BUDGET / 10n);
  const preview = toFunctionSelector("previewRedeem(uint256)");
  await page.route("**/rpc", (route) =>
    (route.request().postData() ?? "").includes(preview.slice(2))
      ? route.fulfill({
          json: { jsonrpc: "2.0", id: 1, error: { code: -32000, message: "this node refuses" } },
        })
      : route.continue(),
  );
  await page.goto(`/exit?index=${vault}&rpc=${encodeURIComponent(rpc)}`);
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await expect(page.getByText("could not be read")).toBeVisible();
  await page.getByRole("button", { name: /without the list$/ }).click();
  await expect(page.getByRole("heading", { name: /^Redeemed / })).toBeFocused();
  const left = await client.readContract({
    ...{ address: vault, abi: erc20Abi, functionName: "balanceOf", args: [address] },
  });
  expect(left).toBe(0n);
  const usdc = await client.readContract({
    ...{
      address: config.contracts.usdc,
      abi: erc20Abi,
      functionName: "balanceOf",
      args: [address],
    },
  });
  expect(usdc > 0n).toBe(true);
});
