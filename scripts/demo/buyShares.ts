import type { Person } from "./person.ts";
import { routerLegs } from "./routerLegs.ts";
import type { Demo } from "./setUpDemo.ts";

const SHARE = 10n ** 18n;
const HOUR = 3600n; // {s}

/** Of the USDC, what is meant to be spent; the rest is for pools that move. In thousandths. */
const MEANT = 995n;

export type Exchange = {
  readonly shares: bigint /* {share} */;
  readonly usdc: bigint; /* {usdc} */
};

/** Has a person buy as many shares as `usdc` pays for, in one transaction. The quote is the purchase itself, simulated. */
export async function buyShares(demo: Demo, person: Person, usdc: bigint): Promise<Exchange> {
  const { vault, market, connection } = demo;
  const router = demo.router.connect(person.signer);
  await (await market.usdc.mint(person.address, 2n * usdc)).wait();
  await (await market.usdc.connect(person.signer).approve(router, 2n * usdc)).wait();
  const purchase = {
    vault: await vault.getAddress(),
    receiver: person.address,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + HOUR,
    basketId: await vault.basketId(),
    legs: await routerLegs(demo),
  };
  const costOf = (shares: bigint): Promise<bigint> =>
    router.buy.staticCall({ ...purchase, shares, maxUsdc: 2n * usdc });

  const meant = (usdc * MEANT) / 1000n;
  let shares = (SHARE * meant) / ((await costOf(SHARE / 100n)) * 100n); // at the margin
  shares = (shares * meant) / (await costOf(shares)); // at its own size, as a larger one moves the pools more
  const spent = await costOf(shares);
  await (await router.buy({ ...purchase, shares, maxUsdc: usdc })).wait();
  return { shares, usdc: spent };
}
