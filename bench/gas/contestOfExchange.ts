import type { RouterLeg } from "@sheaf/sdk/quote/encodeLeg";
import { encodeLeg } from "@sheaf/sdk/quote/encodeLeg";

import type { IndexRouter, IndexVault } from "../../types/index.js";
import { checkSwaps } from "./checkSwaps.ts";
import type { PoolMotion } from "../report/conditions.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import type { Contest } from "./createMeter.ts";
import { floorLeg } from "./floorLeg.ts";

const WAD = 10n ** 18n;
const SHARE_PRICE = 100n * 10n ** 6n; // {usdc/share}
const FEE = 3_000; // {1e6} of the market's pools
const HOUR = 3_600; // {s}

/** {%} Of what shares are worth: a little comes back, and more where pools move. */
const MOST = { still: 101n, moving: 103n, crossing: 103n } as const;
const LEAST = { still: 98n, moving: 97n, crossing: 97n } as const;

/** A purchase or a sale by Bob, through the router and by the floor. */
export type Exchange = {
  readonly side: "buy" | "sell";
  readonly vault: IndexVault;
  readonly router: IndexRouter;
  readonly shares: bigint; // {share}
  readonly receiver: string;
  readonly time: number; // {s} when it is mined
  readonly motion: PoolMotion;
};

/** The same exchange for the router and for the floor, which swaps the exact amounts. */
export async function contestOfExchange(world: BenchWorld, exchange: Exchange): Promise<Contest> {
  const { side, vault, router, shares, receiver, motion } = exchange;
  const signer = world.signers.bob;
  const usdc = await world.market.usdc.getAddress();
  const basketId = await vault.basketId();
  const components = [...(await vault.basket(basketId)).components];
  const amounts = await (side === "buy" ? vault.previewIssue(shares) : vault.previewRedeem(shares));
  const terms = {
    vault,
    shares,
    receiver,
    deadline: exchange.time + HOUR,
    basketId,
    legs: components.map((component) => legOf(component, usdc)),
  };
  const worth = (shares * SHARE_PRICE) / WAD; // {usdc}
  const [maxUsdc, minUsdc] = [(worth * MOST[motion]) / 100n, (worth * LEAST[motion]) / 100n];

  const nameOf = new Map([...world.market.names.values()].map((name) => [name.token, name]));
  const swaps = components.flatMap((token, at) =>
    token === usdc ? [] : [floorLeg(nameOf.get(token)!, usdc, amounts[at], side === "buy")],
  );
  const usdcPart = amounts[components.indexOf(usdc)];
  const { floor } = world;
  const [ours, bare] =
    side === "buy"
      ? [
          router.buy.populateTransaction({ ...terms, maxUsdc }),
          floor.buy.populateTransaction(shares, receiver, usdc, maxUsdc, swaps),
        ]
      : [
          router.sell.populateTransaction({ ...terms, minUsdc, skip: 0n }),
          floor.sell.populateTransaction(shares, receiver, usdc, usdcPart, swaps),
        ];
  return {
    ours: { signer, transaction: ours },
    floor: { signer, transaction: bare },
    check: (measure) => checkSwaps(world, measure, swaps.length, motion),
  };
}

function legOf(component: string, usdc: string): string {
  return encodeLeg({
    component: component as RouterLeg["component"],
    fee: component === usdc ? 0 : FEE,
    wethFee: 0,
    limit: 0n,
  });
}
