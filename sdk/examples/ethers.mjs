/**
 * Buys shares of an index for 100 USDC, prints what the shares hold, and redeems them in kind. With ethers.
 *
 *   SHEAF_RPC=http://... SHEAF_ADDRESSES=84532.json SHEAF_INDEX=0x... SHEAF_PRIVATE_KEY=0x... node ethers.mjs
 *
 * A key in the environment is for test chains: a product asks a wallet to sign.
 */
import { readFile } from "node:fs/promises";
import { Contract, formatUnits, JsonRpcProvider, Wallet } from "ethers";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { nodeClient } from "@sheaf/sdk/chain/nodeClient";
import { explainRevert } from "@sheaf/sdk/errors/explainRevert";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

const { SHEAF_RPC, SHEAF_ADDRESSES, SHEAF_INDEX, SHEAF_PRIVATE_KEY } = process.env;
const USDC = 100_000_000n; // {usdc} most to pay
const SLIPPAGE = 5_000_000_000_000_000n; // WAD, 0.5 %
const ERC20 = [
  "function approve(address spender, uint256 amount) returns (bool)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
];

const { contracts, external } = parseAddressBook(
  await readFile(SHEAF_ADDRESSES, "utf8"),
  SHEAF_ADDRESSES,
);
const provider = new JsonRpcProvider(SHEAF_RPC, undefined, { cacheTimeout: -1 });
const wallet = new Wallet(SHEAF_PRIVATE_KEY, provider);
const router = new Contract(contracts.router.address, indexRouterAbi, wallet);
const vault = new Contract(SHEAF_INDEX, indexVaultAbi, wallet);
const usdc = new Contract(external.usdc, ERC20, wallet);

/** Sends a call and waits; ethers estimates the gas before it signs, which shows why the call would revert. */
async function send(call) {
  try {
    const transaction = await call;
    return await transaction.wait();
  } catch (error) {
    throw new Error(explainRevert(error)?.sentence ?? error.message, { cause: error });
  }
}

await send(usdc.approve(router, USDC));
const quote = await readQuote(
  {
    client: nodeClient(SHEAF_RPC),
    lens: contracts.lens.address,
    vault: SHEAF_INDEX,
    weth: external.weth,
  },
  (state) => quoteBuy({ state, usdc: USDC, slippage: SLIPPAGE }),
);
const { timestamp } = await provider.getBlock("latest");
await send(
  router.buy({
    vault: SHEAF_INDEX,
    shares: quote.shares,
    maxUsdc: quote.limit,
    receiver: wallet.address,
    deadline: timestamp + 600,
    basketId: quote.basketId,
    legs: quote.legs,
  }),
);
console.log(`bought ${formatUnits(quote.shares, 18)} shares`);

const [tokens] = await vault.basket(await vault.basketId());
const amounts = await vault.previewRedeem(quote.shares);
for (const [at, address] of tokens.entries()) {
  const token = new Contract(address, ERC20, provider);
  console.log(`holds ${formatUnits(amounts[at], await token.decimals())} ${await token.symbol()}`);
}

const { logs } = await send(vault.redeem(quote.shares, wallet.address, wallet.address));
// Any contract can emit any event: only the index's own count.
const events = logs
  .filter(({ address }) => address === vault.target)
  .map((log) => vault.interface.parseLog(log));
const redeemed = events.find((event) => event?.name === "SharesRedeemed");
const credits = events.filter((event) => event?.name === "ComponentCredited");
const paid = redeemed.args.amounts.filter((amount) => amount > 0n).length;
console.log(`redeemed: ${paid} components paid, ${credits.length} credited`);
for (const { args } of credits) console.log(`to claim: ${args.component}`);
provider.destroy();
