import type { RouterLeg } from "@sheaf/sdk/quote/encodeLeg";
import { encodeLeg } from "@sheaf/sdk/quote/encodeLeg";
import { MaxUint256 } from "ethers";

import { deployPeriphery } from "../deploy/deployPeriphery.ts";
import type { IndexRouter, IndexVault } from "../types/index.js";
import { checkSwaps } from "./checkSwaps.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import type { Contest, Meter } from "./createMeter.ts";
import { floorLeg } from "./floorLeg.ts";

const WAD = 10n ** 18n;
const SHARES = 5n * WAD; // {share} worth $500
const FEE = 3_000; // {1e6} of the market's pools
const HOUR = 3_600; // {s}

/** Accounts that nobody has heard of. */
const STRANGERS = {
  buy: "0x1000000000000000000000000000000000000001",
  sell: "0x1000000000000000000000000000000000000002",
} as const;

/** What a purchase or a sale of `SHARES` moves, in the vault and in its floor alike. */
type Round = {
  readonly usdc: string;
  readonly components: readonly string[];
  readonly amounts: readonly bigint[]; // {tok}
  readonly receiver: string;
};

/** First: the receiver never had shares, or USDC. Warm: he has. Pools and vault have been traded with for weeks. */
export async function measureRouter(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
): Promise<void> {
  const {
    market,
    sheaf,
    signers: { bob },
    connection: { ethers, ignition },
  } = world;
  const { router } = await deployPeriphery({
    ethers,
    ignition,
    factory: await sheaf.factory.getAddress(),
    weth: await market.weth.getAddress(),
    poolFactory: await market.factory.getAddress(),
  });
  await market.usdc.connect(bob).approve(router, MaxUint256);
  await vault.connect(bob).approve(router, MaxUint256);

  const usdc = await market.usdc.getAddress();
  const components = [...(await vault.basket(await vault.basketId())).components];
  for (const state of ["first", "warm"] as const) {
    const receiver = state === "first" ? STRANGERS.buy : bob.address;
    const amounts = await vault.previewIssue(SHARES);
    const contest = await contestOfPurchase(world, meter, vault, router, {
      usdc,
      components,
      amounts,
      receiver,
    });
    await meter.measure({ work: "buy", state, venue: "v3" }, contest);
  }
  for (const state of ["first", "warm"] as const) {
    const receiver = state === "first" ? STRANGERS.sell : bob.address;
    const amounts = await vault.previewRedeem(SHARES);
    const contest = await contestOfSale(world, meter, vault, router, {
      usdc,
      components,
      amounts,
      receiver,
    });
    await meter.measure({ work: "sell", state, venue: "v3" }, contest);
  }
}

async function contestOfPurchase(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  router: IndexRouter,
  round: Round,
): Promise<Contest> {
  const signer = world.signers.bob;
  const maxUsdc = (SHARES * 101n * 10n ** 6n) / WAD; // {usdc} a share is worth $100: about one percent comes back
  const purchase = {
    vault,
    shares: SHARES,
    maxUsdc,
    receiver: round.receiver,
    deadline: meter.next() + HOUR,
    basketId: await vault.basketId(),
    legs: routerLegs(round),
  };
  const swaps = swapsOf(world, round, true);
  return {
    ours: { signer, transaction: router.buy.populateTransaction(purchase) },
    floor: {
      signer,
      transaction: world.floor.buy.populateTransaction(
        SHARES,
        round.receiver,
        round.usdc,
        maxUsdc,
        swaps,
      ),
    },
    check: (measure) => checkSwaps(world, measure, swaps.length),
  };
}

async function contestOfSale(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  router: IndexRouter,
  round: Round,
): Promise<Contest> {
  const signer = world.signers.bob;
  const sale = {
    vault,
    shares: SHARES,
    minUsdc: (SHARES * 98n * 10n ** 6n) / WAD,
    receiver: round.receiver,
    deadline: meter.next() + HOUR,
    basketId: await vault.basketId(),
    skip: 0n,
    legs: routerLegs(round),
  };
  const swaps = swapsOf(world, round, false);
  const usdcPart = round.amounts[round.components.indexOf(round.usdc)];
  return {
    ours: { signer, transaction: router.sell.populateTransaction(sale) },
    floor: {
      signer,
      transaction: world.floor.sell.populateTransaction(
        SHARES,
        round.receiver,
        round.usdc,
        usdcPart,
        swaps,
      ),
    },
    check: (measure) => checkSwaps(world, measure, swaps.length),
  };
}

function routerLegs({ components, usdc }: Round): string[] {
  return components.map((component) =>
    encodeLeg({
      component: component as RouterLeg["component"],
      fee: component === usdc ? 0 : FEE,
      wethFee: 0,
      limit: 0n,
    }),
  );
}

function swapsOf(
  { market }: Pick<BenchWorld, "market">,
  { components, amounts, usdc }: Round,
  isPurchase: boolean,
): ReturnType<typeof floorLeg>[] {
  const nameOf = new Map([...market.names.values()].map((name) => [name.token, name]));
  return components.flatMap((token, at) =>
    token === usdc ? [] : [floorLeg(nameOf.get(token)!, usdc, amounts[at], isPurchase)],
  );
}
