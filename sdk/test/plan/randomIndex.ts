import type { Address } from "viem";
import { flatPool } from "../../src/uniswapV3/flatPool.ts";
import { squareRoot } from "../../src/units/squareRoot.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "../rules/seededRandom.ts";
import type { PlanComponent } from "../../src/plan/chooseLegs.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

type Random = ReturnType<typeof seededRandom>;

export const SUPPLY = 12_345n * WAD; // {share}
/** {uoa} per 1e36 {usdc}, at 6 decimals and one dollar. */
export const USDC_PRICE = 10n ** 48n;
const DECIMALS = [0, 2, 6, 8, 18, 24, 27];
const D36 = 10n ** 36n;

/** Inputs of a plan drawn from a seed: prices of any size, pools of any depth and a little off, all sorts of holdings. */
export function randomIndex(seed: bigint): PlanInputs {
  const random = seededRandom(seed);
  const count = 1 + Number(random(40n));
  const usdcPosition = Number(random(BigInt(count + 1)));
  const components = Array.from({ length: count }, (_, at) =>
    randomComponent(random, at < usdcPosition ? at : at + 1),
  );
  const usdcHeld = random(3n) === 0n ? 0n : random(2_000_000n * 10n ** 6n);
  const usdcUnits = random(3n) === 0n ? (random(500_000n * 10n ** 6n) * D36) / SUPPLY : 0n;
  const nav = components.reduce(
    (sum, { held, price }) => sum + valueOf(held, price ?? 0n),
    valueOf(usdcHeld, USDC_PRICE),
  );
  return {
    components,
    usdc: { position: usdcPosition, units: usdcUnits, held: usdcHeld, price: USDC_PRICE },
    carried: random(4n) === 0n ? 1n << random(BigInt(count + 1)) : 0n,
    supply: SUPPLY,
    nav,
    lossAvailable: random(5n) === 0n ? nav / 1000n : nav,
  };
}

/** A component's inputs with some of them replaced. Worth $1 at 18 decimals, in a deep pool. */
export function component(
  changes: Partial<PlanComponent> & { readonly position: number },
): PlanComponent {
  const price = changes.price ?? WAD * 10n ** 18n;
  return {
    token: addressOf(changes.position),
    units: 0n,
    held: 0n,
    price,
    dust: 0n,
    sellable: true,
    buyable: true,
    pool: poolAt(price, 10n ** 24n, true),
    ...changes,
  };
}

/** A pool at a price, with `depth` {uoa} worth of liquidity as if spread over all prices, fee 0.3 %. */
export function poolAt(
  price: bigint,
  depth: bigint,
  tokenIsToken0: boolean,
): NonNullable<PlanComponent["pool"]> {
  const square = tokenIsToken0 ? (price << 192n) / USDC_PRICE : (USDC_PRICE << 192n) / price;
  const sqrtPriceX96 = squareRoot(square);
  const token = (depth * D36) / price; // {tok}
  const usdc = (depth * D36) / USDC_PRICE; // {usdc}
  const pool = flatPool({
    address: addressOf(9_999),
    fee: 3000n,
    sqrtPriceX96,
    liquidity: squareRoot(token * usdc),
  });
  return { ...pool, tokenIsToken0 };
}

/** The same plan inputs with their components in another order. */
export function shuffled(inputs: PlanInputs, seed: bigint): PlanInputs {
  const random = seededRandom(seed);
  const keyed = inputs.components.map((value) => ({ value, key: random(1n << 40n) }));
  return {
    ...inputs,
    components: keyed.sort((a, b) => Number(a.key - b.key)).map(({ value }) => value),
  };
}

function randomComponent(random: Random, position: number): PlanComponent {
  const decimals = DECIMALS[Number(random(BigInt(DECIMALS.length)))] ?? 18;
  const dollars = 10n ** random(decimals < 6 ? 3n : 12n) * (1n + random(99n)); // {1e-6 usd}
  const price = (dollars * 10n ** 12n * D36) / 10n ** BigInt(decimals);
  const worth = (): bigint => (random(3n) === 0n ? 0n : (random(100_000n) * WAD * D36) / price); // {tok} up to $100,000
  const target = worth();
  const near = random(3n) === 0n;
  const off = 990n + random(21n); // the pool is up to 1 % off
  return component({
    position,
    units: (target * D36) / SUPPLY,
    held: near ? (target * (970n + random(61n))) / 1000n : worth(),
    price: random(12n) === 0n ? undefined : price,
    dust: random(1000n),
    sellable: random(15n) !== 0n,
    buyable: random(10n) !== 0n,
    pool:
      random(15n) === 0n
        ? undefined
        : poolAt((price * off) / 1000n, 10n ** (21n + random(5n)), random(2n) === 0n),
  });
}

function addressOf(number: number): Address {
  return `0x${number.toString(16).padStart(40, "0")}`;
}
