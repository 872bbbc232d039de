import { AbiCoder } from "ethers";

import type { IndexVault } from "../../types/index.js";
import type { IIndexVault } from "../../types/contracts/IndexVault.js";
import type { BenchWorld } from "./createBenchWorld.ts";
import { floorLeg } from "./floorLeg.ts";

const UNIT_SCALE = 10n ** 36n; // of units per share
const UNBOUNDED = 2n ** 255n; // {tok} the vault clamps it to what the target leaves
const BPS = 10_000n;

const ROUTE = [
  "tuple(address pool,uint256 sell,uint256 buy,uint256 amount,bool exactOutput,uint160 limit)[]",
  "tuple(uint256 leg,address pool,address between,uint160 limit)[]",
];

/** The same swaps, for the vault through its executor and for the floor. */
export type BenchTrade = {
  readonly order: IIndexVault.TradeOrderStruct;
  readonly floorLegs: ReturnType<typeof floorLeg>[];
  readonly legs: number;
};

export type BenchTradeTerms = {
  readonly buyPart: bigint; // {bps} of what is missing that is bought: fees come out of the rest
  readonly legsPerSide?: number; // all that are off their target, unless said
  readonly leastOff?: bigint; // {bps} of the target that a component is off at least; any, unless said
};

/** Every component that is off its target against USDC, as one trade: sales first. */
export async function planBenchTrade(
  world: Pick<BenchWorld, "market" | "sheaf">,
  vault: IndexVault,
  { buyPart, legsPerSide = Number.POSITIVE_INFINITY, leastOff = 0n }: BenchTradeTerms,
): Promise<BenchTrade> {
  const [components, units] = await vault.basket(await vault.basketId());
  const [holdings, supply, { number }] = await Promise.all([
    vault.holdings(),
    vault.totalSupply(),
    vault.epoch(),
  ]);
  const usdc = await world.market.usdc.getAddress();
  const nameOf = new Map([...world.market.names.values()].map((name) => [name.token, name]));

  const all = components.map((token, at) => {
    const target = (units[at] * supply) / UNIT_SCALE; // {tok}
    return {
      token,
      position: BigInt(at),
      missing: target - holdings[at],
      trifle: (target * leastOff) / BPS,
    };
  });
  const sold = all
    .filter(({ token, missing, trifle }) => token !== usdc && missing < -trifle)
    .slice(0, legsPerSide);
  const bought = all
    .filter(({ token, missing, trifle }) => token !== usdc && missing > trifle)
    .slice(0, legsPerSide);
  // USDC stands on both sides: what sales bring in pays for the purchases.
  const sells = all.filter((component) => component.token === usdc || sold.includes(component));
  const buys = all.filter((component) => component.token === usdc || bought.includes(component));
  const indexIn = (side: typeof all, token: string): bigint =>
    BigInt(side.findIndex((component) => component.token === token));

  const plan = (token: string, amount: bigint, exactOutput: boolean) => {
    const swap = floorLeg(nameOf.get(token)!, usdc, amount, exactOutput);
    const row = {
      pool: swap.pool,
      sell: indexIn(sells, swap.tokenIn),
      buy: indexIn(buys, exactOutput ? token : usdc),
      amount,
      exactOutput,
      limit: swap.sqrtPriceLimitX96,
    };
    return { swap, row };
  };
  const legs = [
    ...sold.map(({ token, missing }) => plan(token, -missing, false)),
    ...bought.map(({ token, missing }) => plan(token, (missing * buyPart) / BPS, true)),
  ];
  const side = ({ position }: { readonly position: bigint }) => ({ position, amount: UNBOUNDED });
  return {
    order: {
      epochNumber: number,
      executor: await world.sheaf.executor.getAddress(),
      sells: sells.map(side),
      buys: buys.map(side),
      data: AbiCoder.defaultAbiCoder().encode(ROUTE, [legs.map(({ row }) => row), []]),
    },
    floorLegs: legs.map(({ swap }) => swap),
    legs: legs.length,
  };
}
