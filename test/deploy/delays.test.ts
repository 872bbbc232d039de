import { expect } from "chai";

import { testMarketFixture } from "./testMarketFixture.ts";

const DAY = 86_400; // {s}

describe("npm run deploy, where delays pass by themselves", function () {
  this.timeout(120_000);
  let world: Awaited<ReturnType<typeof testMarketFixture>>;

  before(async () => {
    world = await testMarketFixture(2);
  });
  after(() => world.close());

  const now = () => world.networkHelpers.time.latest();
  const run = async () => {
    const { waitsUntil, sent } = await world.run({ passDelays: false });
    return { sent, waits: waitsUntil === null ? 0 : Date.parse(waitsUntil) / 1000 - (await now()) };
  };

  it("hands over, says from when on it goes on, and goes on then", async () => {
    const first = await run();
    expect(first.sent).to.be.greaterThan(20);
    expect(first.waits).to.be.within(2 * DAY - 60, 2 * DAY);
    expect((await run()).sent).to.equal(0);

    await world.networkHelpers.time.increase(2 * DAY);
    const second = await run(); // executes the announcement
    expect(second.waits).to.be.within(2 * DAY - 60, 2 * DAY);

    await world.networkHelpers.time.increase(2 * DAY);
    const third = await run(); // lists, and publishes the book
    expect(third.waits).to.be.within(3 * DAY - 120, 3 * DAY);
    const { contracts } = await world.book();
    const registry = await world.ethers.getContractAt(
      "ComponentRegistry",
      contracts.registry.address,
    );
    const tokens = (await world.book()).testMarket?.tokens ?? [];
    for (const { token } of tokens) expect((await registry.component(token)).status).to.equal(1n);

    await world.networkHelpers.time.increase(3 * DAY);
    expect((await run()).waits).to.equal(0);
    expect((await run()).sent).to.equal(0);
  });
});
