import { getAddress } from "viem";
import { encodeLeg } from "@sheaf/sdk/quote/encodeLeg";

import type { Demo } from "./setUpDemo.ts";

const POOL_FEE = 3000; // {1e-6} of every pool of the local market

/** A leg for each component of the basket, through its pool against USDC. Limits are the whole's, in the same call. */
export async function routerLegs({ vault, market }: Demo): Promise<string[]> {
  const usdc = (await market.usdc.getAddress()).toLowerCase();
  const [components] = await vault.basket(await vault.basketId());
  return components.map((component) =>
    encodeLeg({
      component: getAddress(component),
      fee: component.toLowerCase() === usdc ? 0 : POOL_FEE,
      wethFee: 0,
      limit: 0n,
    }),
  );
}
