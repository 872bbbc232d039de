import { alignPools } from "../../market/alignPools.ts";
import type { IndexRouter, IndexVault } from "../../types/index.js";
import type { Conditions } from "../report/conditions.ts";
import { contestOfExchange } from "./contestOfExchange.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import type { Contest, Meter } from "./createMeter.ts";
import { proxyUsdc } from "./proxyUsdc.ts";
import { stirPools } from "./stirPools.ts";

const SHARE = 10n ** 18n;
const SMALL = 5n * SHARE; // {share} worth $500, as in the barest world
const LARGE = 500n * SHARE; // {share} worth $50,000: $475 a leg, in pools of $20,000

const CONDITIONS: readonly Conditions[] = [
  { usdc: "proxied" },
  { market: "moving" },
  { market: "moving", usdc: "proxied" },
  { market: "crossing" },
  { market: "crossing", usdc: "proxied" },
];

/** Warm purchases and sales where USDC costs more, and where swaps move their pools; each in the same state of the chain. */
export async function measureConditions(
  world: BenchWorld,
  meter: Meter,
  vault: IndexVault,
  router: IndexRouter,
): Promise<void> {
  const { bob } = world.signers;
  const receiver = bob.address;
  for (const conditions of CONDITIONS) {
    const before = await world.connection.networkHelpers.takeSnapshot();
    const motion = conditions.market ?? "still";
    await world.floor.transfer(bob, LARGE); // to sell: what the floor measures is taken back
    if (conditions.usdc === "proxied") await proxyUsdc(world);
    await stirPools(world, motion);

    const contest = async (side: "buy" | "sell"): Promise<Contest> => {
      await alignPools(world.market);
      const shares = motion === "still" ? SMALL : LARGE;
      const time = meter.next();
      return contestOfExchange(world, { side, vault, router, shares, receiver, time, motion });
    };
    // Both ways once before: what an initialized tick remembers is written for the first time only once.
    for (const side of ["buy", "sell"] as const) await meter.mine((await contest(side)).ours);
    for (const side of ["buy", "sell"] as const) {
      const subject = { work: side, state: "warm", venue: "v3", ...conditions } as const;
      await meter.measure(subject, await contest(side));
    }
    await before.restore();
  }
}
