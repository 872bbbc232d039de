/** Uses the packages from plain Node: quotes, encodes a purchase, derives weights. Writes JSON. */
import { encodeFunctionData } from "viem";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { deriveTargets } from "@sheaf/sdk/rules/deriveTargets";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { flatPool } from "@sheaf/sdk/uniswapV3/flatPool";
import { poolKey } from "@sheaf/sdk/uniswapV3/poolKey";
import { runWeek } from "@sheaf/keeper/runWeek";

const WAD = 10n ** 18n;
const [token, usdc, weth, vault] = [1n, 2n, 3n, 4n].map(
  (n) => `0x${n.toString(16).padStart(40, "0")}`,
);

/** 1,000 shares of $2, of which $1,000 in a token of 18 decimals at a dollar and $1,000 in USDC. */
const state = {
  blockNumber: 1n,
  vault,
  usdc,
  weth,
  supply: 1_000n * WAD,
  streamingRate: 0n,
  issuanceFee: 0n,
  basketId: 7n,
  navPerShare: 2n * WAD,
  navComplete: true,
  components: [
    { token, readable: true, held: 1_000n * WAD, pendingShares: 0n, price: 10n ** 36n },
    { token: usdc, readable: true, held: 1_000n * 10n ** 6n, pendingShares: 0n, price: 10n ** 48n },
  ],
  pools: new Map([
    [
      poolKey(token, usdc, 500),
      flatPool({
        address: vault,
        fee: 500n,
        sqrtPriceX96: (1n << 96n) / 10n ** 6n,
        liquidity: 10n ** 18n,
      }),
    ],
  ]),
};
const quote = quoteBuy({ state, usdc: 100n * 10n ** 6n, slippage: WAD / 200n });
const purchase = {
  vault,
  shares: quote.shares,
  maxUsdc: quote.limit,
  receiver: weth,
  deadline: 2n ** 32n,
  basketId: quote.basketId,
  legs: quote.legs,
};
const data = encodeFunctionData({ abi: indexRouterAbi, functionName: "buy", args: [purchase] });

const asOf = "2030-01-07";
const caps = { alpha: 24n, beta: 22n, gamma: 20n, delta: 18n, omega: 16n };
const { weights } = deriveTargets({
  rules: topRules(5, "alpha"),
  asOf,
  rows: Object.entries(caps).map(([id, cap]) => ({
    date: asOf,
    id,
    price: WAD,
    marketCap: cap * 10n ** 9n * WAD,
    volume24h: 10n ** 9n * WAD,
  })),
  excluded: new Set(),
  regime: "bull",
  holdings: [],
});
console.log(
  JSON.stringify(
    {
      shares: quote.shares,
      selector: data.slice(0, 10),
      weights: weights.map(({ id, weight }) => [id, weight]),
      keeper: typeof runWeek,
    },
    (_key, value) => (typeof value === "bigint" ? value.toString() : value),
  ),
);
