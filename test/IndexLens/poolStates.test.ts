import { expect } from "chai";

import { layDust } from "../fixtures/layDust.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const FEE = 500; // {1e6} of the pool of WETH and USDC
const SPACING = 10;
const COUNT = 100; // positions, of two ticks each
const MOST = 64; // ticks to each side
const REACH = 3_000;

describe("IndexLens.poolStates in pools full of dust", () => {
  const use = useFixture(routerFixture);

  async function read(reach = REACH) {
    const { lens, weth, usdc } = use();
    const [state] = await lens.poolStates([{ tokenA: weth, tokenB: usdc, fee: FEE }], reach);
    return state;
  }
  const floor = (tick: number): number => Math.floor(tick / SPACING) * SPACING;
  const ascends = (ticks: readonly bigint[]): boolean =>
    ticks.every((tick, at) => at === 0 || ticks[at - 1] < tick);

  for (const [name, sign] of [
    ["below", -1],
    ["above", 1],
  ] as const) {
    for (const [where, nearest] of [
      ["far from", 1_000],
      ["next to", 20],
    ] as const) {
      it(`knows the ticks around the price after ${COUNT} dust positions ${name} and ${where} it`, async () => {
        const { maker, pools } = use();
        const tick = Number((await read()).tick);
        const [low, high] = [floor(tick) - SPACING, floor(tick) + 2 * SPACING];
        await maker.provide(pools.weth, low, high, 1_000_000n);
        const span = (2 * COUNT - 1) * SPACING;
        const from = floor(tick) + (sign > 0 ? nearest + SPACING : -nearest - SPACING - span);
        await layDust(maker, pools.weth, { from, spacing: SPACING, count: COUNT });

        const state = await read();
        const [below, above] = [state.tick - BigInt(REACH), state.tick + BigInt(REACH)];
        const side = state.ticks.filter((mark) => (sign < 0 ? mark <= tick : mark > tick));
        expect(side.length).to.equal(MOST);
        expect(state.ticks.length).to.equal(MOST + 1);
        expect(ascends(state.ticks)).to.equal(true);
        for (const mark of [low, high]) expect(state.ticks).to.include(BigInt(mark));
        // The side that is cut ends at its last tick, the other where the reach does.
        const cut = BigInt(floor(tick) + sign * (nearest + (MOST - 1) * SPACING));
        expect(side[sign < 0 ? 0 : MOST - 1]).to.equal(cut);
        expect([state.lowest, state.highest]).to.deep.equal(sign < 0 ? [cut, above] : [below, cut]);
      });
    }
  }

  it("knows both sides alike after dust on both, and reads such a pool for 1.6 million gas at most", async () => {
    const { maker, pools, lens, weth, usdc } = use();
    const tick = floor(Number((await read()).tick));
    const count = 2 * COUNT;
    const from = tick - count * SPACING;
    await layDust(maker, pools.weth, { from, spacing: SPACING, count });
    const state = await read();
    expect(state.ticks.length).to.equal(2 * MOST);
    expect(ascends(state.ticks)).to.equal(true);
    expect([state.lowest, state.highest]).to.deep.equal([
      state.ticks[0],
      state.ticks[2 * MOST - 1],
    ]);
    expect(state.ticks[MOST - 1] <= state.tick && state.ticks[MOST] > state.tick).to.equal(true);
    const keys = [{ tokenA: weth, tokenB: usdc, fee: FEE }];
    const gas = await lens.poolStates.estimateGas(keys, REACH);
    expect(gas <= 1_600_000n, `${gas}`).to.equal(true);
  });

  it("ends after so many words of the bitmap, whatever reach is asked for", async () => {
    const state = await read(2 ** 24 - 1);
    const word = 256n * BigInt(SPACING);
    const wordOf = (tick: bigint): bigint => BigInt(Math.floor(Number(tick) / Number(word)));
    expect(state.ticks).to.deep.equal([]);
    expect(state.lowest).to.equal((wordOf(state.tick) - 15n) * word);
    expect(state.highest).to.equal((wordOf(state.tick) + 16n) * word - BigInt(SPACING));
  });
});
