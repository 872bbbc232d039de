import { expect } from "chai";

import { balancesOf } from "../fixtures/balancesOf.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const LOWEST = 4295128740n; // Q64.96 what Uniswap accepts as a limit
const HIGHEST = 1461446703485210103287273052203988822378723970341n;

describe("IndexRouter, buying and selling", () => {
  const use = useFixture(routerFixture);

  for (const [name, factor] of [
    ["where the feeds are", 0n],
    ["pushed far up", 30n],
    ["pushed far down", -30n],
  ] as const) {
    it(`V-9 V-6 pays no round trip, and takes nothing from the holders, with pools ${name}`, async () => {
      const fixture = use();
      const { maker, pools, odd, callback, usdc, vault, router, signers, purchase, sale } = fixture;
      for (const [token, pool] of [
        [odd, pools.odd],
        [callback, pools.callback],
      ] as const) {
        if (factor === 0n) break;
        await token.mint(maker, 10n ** 27n);
        await usdc.mint(maker, 10n ** 15n);
        const selling = factor < 0n;
        const zeroForOne =
          selling === BigInt(await token.getAddress()) < BigInt(usdc.target as string);
        const amount = selling ? 20_000_000n * WAD : 20_000_000n * DOLLAR;
        await maker.swap(pool, zeroForOne, amount, zeroForOne ? LOWEST : HIGHEST);
      }
      const before = await balancesOf(fixture, vault);
      const held = await balancesOf(fixture, signers.bob);
      const shares = 10n * WAD;
      const maxUsdc = 2_000n * DOLLAR;

      for (let time = 0; time < 3; time += 1) {
        await usdc.connect(signers.bob).approve(router, maxUsdc);
        await router.connect(signers.bob).buy(await purchase({ shares, maxUsdc }));
        await vault.connect(signers.bob).approve(router, shares);
        await router
          .connect(signers.bob)
          .sell(await sale({ shares, minUsdc: 0n, receiver: signers.bob }));
      }

      const after = await balancesOf(fixture, vault);
      after.forEach((amount, i) => expect(amount >= before[i]).to.equal(true));
      const left = await balancesOf(fixture, signers.bob);
      left.forEach((amount, i) => expect(amount <= held[i]).to.equal(true));
      expect((await usdc.balanceOf(signers.bob)) < 100_000n * DOLLAR).to.equal(true);
    });
  }
});
