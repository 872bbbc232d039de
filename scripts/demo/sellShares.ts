import type { Exchange } from "./buyShares.ts";
import type { Person } from "./person.ts";
import { routerLegs } from "./routerLegs.ts";
import type { Demo } from "./setUpDemo.ts";

const HOUR = 3600n; // {s}

/** Has a person sell shares for USDC in one transaction, at 0.5 % under what a simulation brings at the least. */
export async function sellShares(demo: Demo, person: Person, shares: bigint): Promise<Exchange> {
  const { vault, connection } = demo;
  const router = demo.router.connect(person.signer);
  await (await vault.connect(person.signer).approve(router, shares)).wait();
  const sale = {
    vault: await vault.getAddress(),
    shares,
    receiver: person.address,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + HOUR,
    basketId: await vault.basketId(),
    skip: 0n,
    legs: await routerLegs(demo),
  };
  const usdc = await router.sell.staticCall({ ...sale, minUsdc: 0n });
  await (await router.sell({ ...sale, minUsdc: (usdc * 995n) / 1000n })).wait();
  return { shares, usdc };
}
