/**
 * Buys shares of an index for 100 USDC, prints what the shares hold, and redeems them in kind. With viem.
 *
 *   SHEAF_RPC=http://... SHEAF_ADDRESSES=84532.json SHEAF_INDEX=0x... SHEAF_PRIVATE_KEY=0x... node viem.mjs
 *
 * A key in the environment is for test chains: a product asks a wallet to sign.
 */
import { readFile } from "node:fs/promises";
import { createWalletClient, defineChain, erc20Abi, formatUnits, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

const { SHEAF_RPC, SHEAF_ADDRESSES, SHEAF_INDEX: vault, SHEAF_PRIVATE_KEY } = process.env;
const USDC = 100_000_000n; // {usdc} most to pay
const SLIPPAGE = 5_000_000_000_000_000n; // WAD, 0.5 %

const { chainId, network, contracts, external } = parseAddressBook(
  await readFile(SHEAF_ADDRESSES, "utf8"),
  SHEAF_ADDRESSES,
);
const account = privateKeyToAccount(SHEAF_PRIVATE_KEY);
const client = createWalletClient({
  account,
  chain: defineChain({
    id: chainId,
    name: network,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [SHEAF_RPC] } },
  }),
  transport: http(SHEAF_RPC),
}).extend(publicActions);
const router = contracts.router.address;

/** Simulates a call, which shows why it would revert; then signs, sends and waits. */
async function send(call) {
  try {
    const { request } = await client.simulateContract({ ...call, account });
    const hash = await client.writeContract(request);
    return await client.waitForTransactionReceipt({ hash });
  } catch (error) {
    throw new Error(explainRevert(error)?.sentence ?? error.message, { cause: error });
  }
}

await send({
  address: external.usdc,
  abi: erc20Abi,
  functionName: "approve",
  args: [router, USDC],
});
const quote = await readQuote(
  { client, lens: contracts.lens.address, vault, weth: external.weth },
  (state) => quoteBuy({ state, usdc: USDC, slippage: SLIPPAGE }),
);
const { timestamp } = await client.getBlock();
const purchase = {
  vault,
  shares: quote.shares,
  maxUsdc: quote.limit,
  receiver: account.address,
  deadline: timestamp + 600n,
  basketId: quote.basketId,
  legs: quote.legs,
};
await send({ address: router, abi: indexRouterAbi, functionName: "buy", args: [purchase] });
console.log(`bought ${formatUnits(quote.shares, 18)} shares`);

const index = { address: vault, abi: indexVaultAbi };
const basketId = await client.readContract({ ...index, functionName: "basketId" });
const [tokens] = await client.readContract({ ...index, functionName: "basket", args: [basketId] });
const amounts = await client.readContract({
  ...index,
  functionName: "previewRedeem",
  args: [quote.shares],
});
for (const [at, address] of tokens.entries()) {
  const token = { address, abi: erc20Abi };
  const symbol = await client.readContract({ ...token, functionName: "symbol" });
  const decimals = await client.readContract({ ...token, functionName: "decimals" });
  console.log(`holds ${formatUnits(amounts[at], decimals)} ${symbol}`);
}

const { logs } = await send({
  ...index,
  functionName: "redeem",
  args: [quote.shares, account.address, account.address],
});
const [redeemed] = eventsOf({
  abi: indexVaultAbi,
  eventName: "SharesRedeemed",
  logs,
  emitter: vault,
});
const credits = eventsOf({
  abi: indexVaultAbi,
  eventName: "ComponentCredited",
  logs,
  emitter: vault,
});
const paid = redeemed.args.amounts.filter((amount) => amount > 0n).length;
console.log(`redeemed: ${paid} components paid, ${credits.length} credited`);
for (const { args } of credits) console.log(`to claim: ${args.component}`);
