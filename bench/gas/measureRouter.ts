import { MaxUint256 } from "ethers";

import type { IndexRouter, IndexVault } from "../../types/index.js";
import { contestOfExchange } from "./contestOfExchange.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import type { Meter } from "./createMeter.ts";

const SHARES = 5n * 10n ** 18n; // {share} worth $500

/** Accounts that nobody has heard of. */
const STRANGERS = {
  buy: "0x1000000000000000000000000000000000000001",
  sell: "0x1000000000000000000000000000000000000002",
} as const;

/** First: the receiver never had shares, or USDC. Warm: he has. Pools and vault have been traded with for weeks. */
export async function measureRouter(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  router: IndexRouter,
): Promise<void> {
  const {
    market,
    signers: { bob },
  } = world;
  await market.usdc.connect(bob).approve(router, MaxUint256);
  await vault.connect(bob).approve(router, MaxUint256);

  for (const side of ["buy", "sell"] as const) {
    for (const state of ["first", "warm"] as const) {
      const contest = await contestOfExchange(world, {
        side,
        vault,
        router,
        shares: SHARES,
        receiver: state === "first" ? STRANGERS[side] : bob.address,
        time: meter.next(),
        motion: "still",
      });
      await meter.measure({ work: side, state, venue: "v3" }, contest);
    }
  }
}
