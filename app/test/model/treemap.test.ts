import { expect } from "chai";

import type { Holding } from "../../src/model/holdings/holding.ts";
import { treemapTiles } from "../../src/model/treemap/treemapTiles.ts";

const WAD = 10n ** 18n;
const holding = (name: string, weight: bigint | undefined) => ({ name, weight }) as Holding;
const RATIO = 2.6;

describe("treemapTiles", () => {
  const weights = [40n, 20n, 15n, 10n, 8n].map((part) => (part * WAD) / 100n);
  const small = Array.from({ length: 70 }, (_, at) => holding(`small ${at}`, WAD / 1_000n));
  const tiles = treemapTiles(
    [...small, ...weights.map((weight, at) => holding(`large ${at}`, weight))],
    RATIO,
  );

  it("gives each token the area of its weight, the largest first", () => {
    const whole = tiles.reduce((sum, { weight }) => sum + weight, 0n);
    expect(tiles[0]?.holding?.name).to.equal("large 0");
    for (const { width, height, weight } of tiles)
      expect((width * height) / 100).to.be.closeTo((Number(weight) / Number(whole)) * 100, 1e-6);
  });

  it("puts tokens that are too small to tell apart into one tile", () => {
    expect(tiles).to.have.length(6);
    const rest = tiles.find((tile) => tile.holding === undefined);
    expect(rest).to.include({ count: 70, weight: (7n * WAD) / 100n });
  });

  it("fills the area without overlap", () => {
    for (const { left, top, width, height } of tiles) {
      expect(left + width).to.be.at.most(100 + 1e-6);
      expect(top + height).to.be.at.most(100 + 1e-6);
    }
    const area = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(area).to.be.closeTo(10_000, 1e-4);
    tiles.forEach((a, at) =>
      tiles.slice(at + 1).forEach((b) => {
        const wide = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
        const high = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
        expect(Math.min(wide, high)).to.be.at.most(1e-6);
      }),
    );
  });

  it("draws nothing for weights that are unknown or zero", () => {
    expect(treemapTiles([holding("a", undefined), holding("b", 0n)], RATIO)).to.deep.equal([]);
  });
});
