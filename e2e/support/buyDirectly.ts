import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { readQuote } from "@sheaf/sdk/quote/readQuote";
import { createWalletClient, erc20Abi, http } from "viem";
import type { Address, PrivateKeyAccount } from "viem";

import type { Stack } from "./stack.ts";

const SLIPPAGE = 10n ** 16n; // WAD
const PATIENCE = 600n; // {s}

/**
 * Buys shares for a test's account without the app.
 * @param usdc {usdc} at most
 * @returns {share} bought
 */
export async function buyDirectly(
  stack: Stack,
  account: PrivateKeyAccount,
  vault: Address,
  usdc: bigint,
): Promise<bigint> {
  const { client, chain, rpc, config } = stack;
  const { lens, router, weth, usdc: token } = config.contracts;
  const wallet = createWalletClient({ account, chain, transport: http(rpc) });
  const approved = await wallet.writeContract({
    ...{ address: token, abi: erc20Abi, functionName: "approve", args: [router, usdc] },
  });
  await client.waitForTransactionReceipt({ hash: approved });
  const quote = await readQuote({ client, lens, vault, weth }, (state) =>
    quoteBuy({ state, usdc, slippage: SLIPPAGE }),
  );
  const { timestamp } = await client.getBlock();
  const purchase = {
    ...{ vault, shares: quote.shares, maxUsdc: quote.limit, receiver: account.address },
    ...{ deadline: timestamp + PATIENCE, basketId: quote.basketId, legs: quote.legs },
  };
  const bought = await wallet.writeContract({
    ...{ address: router, abi: indexRouterAbi, functionName: "buy", args: [purchase] },
  });
  await client.waitForTransactionReceipt({ hash: bought });
  return quote.shares;
}
