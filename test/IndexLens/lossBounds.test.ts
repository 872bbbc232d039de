import { expect } from "chai";
import { lossBounds } from "@sheaf/sdk/roles/lossBounds";

import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const PERCENT = WAD / 100n; // {1}

describe("IndexLens.lossBounds", () => {
  const use = useFixture(routerFixture);

  it("A-3 E-4 E-17 is the loss limit, and what feeds hide of all that can be turned over in a week", async () => {
    const { lens, vault } = use();
    const { lossLimit, turnoverLimit, minInterval } = await vault.constitution();
    const hidden = ((turnoverLimit + 2n * WAD) * 2n) / 100n;
    const dust = (7n * DAY) / minInterval + 2n; // starts in seven days, 5 bps each
    const half = lossLimit / 2n + (dust * 5n * PERCENT) / 100n;
    expect(half < lossLimit).to.equal(true);
    expect([...(await lens.lossBounds(vault, 2n * PERCENT))]).to.deep.equal([
      lossLimit + hidden,
      half + hidden,
    ]);
    expect([...(await lens.lossBounds(vault, 0n))]).to.deep.equal([lossLimit, half]);
  });

  it("is rounded up, never more than everything, and the same in the sdk", async () => {
    const { lens, vault } = use();
    const { lossLimit, turnoverLimit, minInterval } = await vault.constitution();
    for (const deviation of [0n, 1n, 2n * PERCENT, 9n * PERCENT + 7n, WAD, 2n ** 256n - 1n]) {
      const { withKeeper, withoutKeeper } = lossBounds(
        { lossLimit, turnoverLimit, minInterval },
        deviation,
      );
      expect([...(await lens.lossBounds(vault, deviation))], `at ${deviation}`).to.deep.equal([
        withKeeper,
        withoutKeeper,
      ]);
    }
    expect([...(await lens.lossBounds(vault, WAD))]).to.deep.equal([WAD, WAD]);
    const [least] = await lens.lossBounds(vault, 1n);
    expect(least - lossLimit).to.equal((turnoverLimit + 2n * WAD + WAD - 1n) / WAD);
  });
});
