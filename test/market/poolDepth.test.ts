import { expect } from "chai";

import type { MarketName } from "../../market/LocalMarket.ts";
import { priceOf } from "../../market/priceOf.ts";
import { mixedMarket } from "./mixedMarket.ts";
import type { MixedMarket } from "./mixedMarket.ts";
import { poolAt } from "./poolAt.ts";

describe("A local market's pool", () => {
  let mixed: MixedMarket;
  let names: MarketName[];
  before(async () => {
    mixed = await mixedMarket();
    names = [...mixed.market.names.values()];
  });

  /** {bps} How far a purchase of `dollars` pushes the price, and whether it left the narrowest position. */
  async function push(
    name: MarketName,
    dollars: bigint,
  ): Promise<{ impact: bigint; crossed: boolean }> {
    const { ethers, market, networkHelpers } = mixed;
    const snapshot = await networkHelpers.takeSnapshot();
    const pool = poolAt(ethers, name.pool);
    const [before, liquidity] = [
      priceOf((await pool.slot0()).sqrtPriceX96, name),
      await pool.liquidity(),
    ];
    await market.operator.buy(name.token, dollars * 10n ** 6n);
    const after = priceOf((await pool.slot0()).sqrtPriceX96, name);
    const crossed = (await pool.liquidity()) !== liquidity;
    await snapshot.restore();
    return { impact: ((after - before) * 10_000n) / before, crossed };
  }

  it("moves more the more is bought, and faster beyond the narrow position", async () => {
    for (const name of names) {
      // The depth is $100,000.
      const small = await push(name, 1_000n);
      const middle = await push(name, 10_000n);
      const large = await push(name, 80_000n);

      expect(small.impact, name.id).to.be.within(5n, 50n);
      expect(middle.impact, name.id).to.be.within(small.impact * 8n, small.impact * 14n);
      expect(large.impact, name.id).to.be.greaterThan(middle.impact * 10n);
      expect([small.crossed, middle.crossed, large.crossed], name.id).to.deep.equal([
        false,
        false,
        true,
      ]);
    }
  });

  it("has three positions in range", async () => {
    for (const { token, pool, id } of names) {
      const tick = Number((await poolAt(mixed.ethers, pool).slot0()).tick);
      const positions = await mixed.market.operator.positionsOf(token);
      expect(
        positions.map(({ tickUpper, tickLower }) => tickUpper - tickLower),
        id,
      ).to.deep.equal([1774440n, 5280n, 1560n]);
      for (const { tickLower, tickUpper } of positions)
        expect(tick, id).to.be.within(Number(tickLower), Number(tickUpper));
    }
  });
});
