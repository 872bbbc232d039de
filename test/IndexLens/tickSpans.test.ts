import { expect } from "chai";

import { layDust } from "../fixtures/layDust.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const FEE = 500; // {1e6} of the pool of WETH and USDC
const SPACING = 10;
const REACH = 3_000;

describe("IndexLens.tickSpans", () => {
  const use = useFixture(routerFixture);

  async function tickOf(): Promise<number> {
    const { lens, weth, usdc } = use();
    const [state] = await lens.poolStates([{ tokenA: weth, tokenB: usdc, fee: FEE }], REACH);
    return Math.floor(Number(state.tick) / SPACING) * SPACING;
  }
  async function read(from: number, to: number) {
    const { lens, weth, usdc } = use();
    const [span] = await lens.tickSpans([{ tokenA: usdc, tokenB: weth, fee: FEE, from, to }]);
    return { known: Number(span.known), ticks: span.ticks.map(Number), nets: span.liquidityNets };
  }

  it("goes on where poolStates ends, the nearest tick first, in either direction", async () => {
    const tick = await tickOf();
    const { maker, pools, lens, weth, usdc } = use();
    for (const from of [tick - 2_000, tick + 500])
      await layDust(maker, pools.weth, { from, spacing: SPACING, count: 70 });
    const [state] = await lens.poolStates([{ tokenA: weth, tokenB: usdc, fee: FEE }], REACH);
    const below = await read(Number(state.lowest) - 1, tick - REACH);
    const above = await read(Number(state.highest) + 1, tick + REACH);
    // 140 on each side, of which 64 were read.
    const expected = Array.from({ length: 76 }, (_, i) => i * SPACING);
    expect(below.ticks).to.deep.equal(expected.map((at) => tick - 2_000 + 750 - at));
    expect(above.ticks).to.deep.equal(expected.map((at) => tick + 500 + 640 + at));
    expect([below.known, above.known]).to.deep.equal([tick - REACH, tick + REACH]);
    expect(below.nets.slice(0, 2)).to.deep.equal([-1n, 1n]);
    expect(above.nets.slice(0, 2)).to.deep.equal([1n, -1n]);
  });

  it("ends after 256 ticks, and knows no farther", async () => {
    const tick = await tickOf();
    const { maker, pools } = use();
    await layDust(maker, pools.weth, { from: tick + 100, spacing: SPACING, count: 150 });
    const first = await read(tick + 10, tick + 5_000);
    expect([first.ticks.length, first.known]).to.deep.equal([256, tick + 100 + 255 * SPACING]);
    const second = await read(first.known + 1, tick + 5_000);
    expect([second.ticks.length, second.known]).to.deep.equal([44, tick + 5_000]);
    expect(second.ticks[0]).to.equal(first.known + SPACING);
  });

  it("ends where all prices do, and knows nothing of a pool that is not there", async () => {
    const { lens, weth, usdc } = use();
    const last = Math.floor(887_272 / SPACING) * SPACING;
    const end = await read(887_000, 8_000_000);
    expect([end.ticks, end.known]).to.deep.equal([[last], 887_272]);
    const range = { tokenA: weth, tokenB: usdc, fee: 3_000, from: 5, to: 900 };
    const [none] = await lens.tickSpans([range]);
    expect([none.ticks, none.known]).to.deep.equal([[], 5n]);
  });
});
