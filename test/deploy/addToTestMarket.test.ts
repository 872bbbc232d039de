import { expect } from "chai";
import { modelMarket } from "@sheaf/lab/market/modelMarket";

import { readMarketDate } from "../../cli/keeper/readMarketDate.ts";
import { addToTestMarket } from "../../cli/market/addToTestMarket.ts";
import { FeedsOffMarketError } from "../../cli/market/errors.ts";
import { passDays } from "../../cli/market/passDays.ts";
import { openWire } from "../../cli/session/openWire.ts";
import { testMarketFixture } from "./testMarketFixture.ts";

const TOKENS = 3;
const DAY = 86_400; // {s}

describe("sheaf market add", function () {
  this.timeout(120_000);
  let world: Awaited<ReturnType<typeof testMarketFixture>>;

  before(async () => {
    world = await testMarketFixture(TOKENS);
    await world.run();
  });
  after(() => world.close());

  const add = async (market = world.market) =>
    addToTestMarket({ ...world, book: await world.book(), market, count: 2 });

  it("makes the largest names that the market lacks, with feed, depth and a token for the probe, once", async () => {
    const { ethers, key, market } = world;
    const { added, book, sent } = await add();
    const ids = market.weeks[0].rows.map(({ id }) => id).filter((id) => !market.excluded.has(id));
    expect(added.map(({ id }) => id)).to.deep.equal(ids.slice(TOKENS, TOKENS + 2));
    expect(sent).to.be.greaterThan(0);
    for (const { token, tokenDecimals, feed, pool } of added) {
      const contract = await ethers.getContractAt("MockERC20", token);
      expect(await contract.balanceOf(key.address)).to.equal(10n ** BigInt(tokenDecimals));
      expect(await contract.balanceOf(pool)).to.be.greaterThan(0n);
      const proxy = await ethers.getContractAt("MockFeedProxy", feed);
      expect((await proxy.latestRoundData()).answer).to.be.greaterThan(0n);
    }
    expect(book.testMarket?.tokens.slice(TOKENS)).to.deep.equal(added);

    // The run was stopped before it wrote the address book.
    const again = await add();
    expect(again.added).to.deep.equal(added);
    expect(again.sent).to.equal(added.length); // what it mints for the probe
  });

  it("refuses a market at no week of which the feeds are, as the keeper does", async () => {
    const other = modelMarket({ seed: 2, weeks: 4, names: 40 });
    const { client } = await openWire({ rpc: world.rpcUrl });
    const { testMarket } = await world.book();
    const fault = async (work: Promise<unknown>): Promise<unknown> =>
      work.catch((error: unknown) => error);
    expect(await fault(add(other))).to.be.instanceOf(FeedsOffMarketError);
    const read = readMarketDate(client, testMarket!, other);
    expect(await fault(read)).to.be.instanceOf(FeedsOffMarketError);
    const date = await readMarketDate(client, testMarket!, world.market);
    expect(date).to.equal(world.market.weeks[0]?.date);
  });

  it("passes days on a local node", async () => {
    const before = await world.networkHelpers.time.latest();
    await passDays(world.rpcUrl, 3);
    expect((await world.networkHelpers.time.latest()) - before).to.be.within(3 * DAY, 3 * DAY + 60);
  });
});
