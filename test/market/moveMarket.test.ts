import { expect } from "chai";

import { addToMarket } from "../../market/addToMarket.ts";
import { depthFor } from "../../market/depthFor.ts";
import type { MarketRow } from "../../market/LocalMarket.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { NotListedError } from "../../market/NotListedError.ts";
import { priceOf } from "../../market/priceOf.ts";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";
import { wanderingRows } from "../../market/wanderingRows.ts";
import { mixedMarket } from "./mixedMarket.ts";
import type { MixedMarket } from "./mixedMarket.ts";
import { poolAt } from "./poolAt.ts";
import { usd } from "./usd.ts";

const TRANSACTION_GAS_CAP = 2n ** 24n;
const WEEK = 7 * 24 * 3600; // {s}
const MILLION = 1_000_000n;

describe("moveMarket", () => {
  let mixed: MixedMarket;
  let restore: () => Promise<void>;

  before(async () => {
    mixed = await mixedMarket();
    restore = (await mixed.networkHelpers.takeSnapshot()).restore;
  });
  afterEach(() => restore());

  const moved = (factor: (row: MarketRow) => bigint): MarketRow[] =>
    mixed.rows.map((row) => ({ ...row, price: (row.price * factor(row)) / 1000n }));

  for (const [what, factor] of [
    ["up", 1337n],
    ["down", 713n],
    ["a hair", 1001n],
    ["nowhere", 1000n],
  ] as const) {
    it(`brings every pool within a millionth of its feed: ${what}`, async () => {
      const { ethers, market } = mixed;
      await moveMarket(
        market,
        moved(() => factor),
      );

      for (const name of market.names.values()) {
        const feed = await ethers.getContractAt("MockFeedProxy", name.feed);
        const { answer } = await feed.latestRoundData();
        const price = answer * 10n ** BigInt(18 - name.feedDecimals);
        const { sqrtPriceX96, tick } = await poolAt(ethers, name.pool).slot0();

        const off = priceOf(sqrtPriceX96, name) - price;
        expect((off < 0n ? -off : off) * MILLION, name.id).to.be.at.most(price);
        expect(Number(tick), name.id).to.equal(tickAtSqrtPrice(sqrtPriceX96));
      }
    });
  }

  it("moves the pools that are tended, and lets every feed speak", async () => {
    const { ethers, market } = mixed;
    const rows = moved(() => 1200n);
    const [first, second] = rows.map(({ id }) => market.names.get(id)!);
    const priceIn = async ({ pool }: { pool: string }): Promise<unknown> =>
      (await poolAt(ethers, pool).slot0()).sqrtPriceX96;
    const before = [await priceIn(first), await priceIn(second)];
    await moveMarket(market, rows, rows.slice(0, 1));

    expect(await priceIn(first)).not.to.equal(before[0]);
    expect(await priceIn(second)).to.equal(before[1]);
    const { answer } = await (
      await ethers.getContractAt("MockFeedProxy", second.feed)
    ).latestRoundData();
    expect(answer * 10n ** BigInt(18 - second.feedDecimals)).to.equal(rows[1].price);
  });

  it("leaves pools in which a dollar buys what the feed says", async () => {
    const { ethers, market } = mixed;
    const rows = moved(() => 1250n);
    await moveMarket(market, rows);
    const [signer] = await ethers.getSigners();

    for (const { id, price } of rows) {
      const name = market.names.get(id)!;
      const token = await ethers.getContractAt("MockERC20", name.token);
      await market.operator.buy(name.token, 100n * 10n ** 6n);

      const value = ((await token.balanceOf(signer)) * price) / 10n ** BigInt(name.tokenDecimals); // D18{usd}
      expect(value, id).to.be.within(usd("99.55"), usd("99.71")); // 0.3 % fee, and next to no impact
    }
  });

  it("reports through the proxies, the dollar's among them", async () => {
    const { ethers, market, networkHelpers } = mixed;
    await networkHelpers.time.increase(WEEK);
    const since = await networkHelpers.time.latest();
    await moveMarket(
      market,
      moved(() => 2000n),
    );

    for (const { id, price } of mixed.rows) {
      const name = market.names.get(id)!;
      const feed = await ethers.getContractAt("MockFeedProxy", name.feed);
      const { answer, updatedAt } = await feed.latestRoundData();
      expect(answer, id).to.equal((price * 2n) / 10n ** BigInt(18 - name.feedDecimals));
      expect(updatedAt, id).to.be.greaterThan(since);
      expect(await feed.decimals(), id).to.equal(price >= usd("1") ? 8 : 18);
    }
    const dollar = await market.usdcFeed.latestRoundData();
    expect(dollar.answer).to.equal(10n ** 8n);
    expect(dollar.updatedAt).to.be.greaterThan(since);
  });

  it("leaves names without a row alone, and their feeds stale", async () => {
    const { ethers, market, rows } = mixed;
    const absent = market.names.get(rows[0].id)!;
    const read = async (): Promise<unknown[]> => {
      const feed = await ethers.getContractAt("MockFeedProxy", absent.feed);
      const pool = poolAt(ethers, absent.pool);
      return [
        ...(await feed.latestRoundData()),
        Object.values(await pool.slot0()),
        await pool.liquidity(),
      ];
    };
    const before = await read();
    await moveMarket(market, moved(() => 1500n).slice(1));

    expect(await read()).to.deep.equal(before);
  });

  it("refuses rows of names that are not listed, and sends nothing", async () => {
    const { ethers, market, rows } = mixed;
    const block = await ethers.provider.getBlockNumber();
    const error: unknown = await moveMarket(market, [
      ...rows,
      { ...rows[0], id: "stranger" },
    ]).catch((e: unknown) => e);

    expect(error).to.be.instanceOf(NotListedError);
    expect((error as NotListedError).ids).to.deep.equal(["stranger"]);
    expect(await ethers.provider.getBlockNumber()).to.equal(block);
  });

  it("sets a depth that follows volume", async () => {
    const { ethers, market, rows } = mixed;
    const liquidities = async (): Promise<bigint[]> =>
      Promise.all(rows.map(({ id }) => poolAt(ethers, market.names.get(id)!.pool).liquidity()));

    await moveMarket(market, rows);
    const before = await liquidities();
    await moveMarket(
      market,
      rows.map((row) => ({ ...row, volume24h: row.volume24h * 3n })),
    );
    const after = await liquidities();

    before.forEach((liquidity, at) => {
      const off = after[at] - 3n * liquidity;
      expect((off < 0n ? -off : off) * 10_000n, rows[at].id).to.be.at.most(after[at]);
    });
  });

  it("keeps depth within its limits", () => {
    const rule = { volumeDivisor: 500n, least: usd("20000"), most: usd("20000000") };
    expect(depthFor(0n, rule)).to.equal(usd("20000"));
    expect(depthFor(usd("50000000"), rule)).to.equal(usd("100000"));
    expect(depthFor(usd("50000000000"), rule)).to.equal(usd("20000000"));
  });

  it("survives a collapse to a millionth and a rise from it", async () => {
    const { ethers, market } = mixed;
    for (const rows of [
      mixed.rows.map((row) => ({ ...row, price: row.price / MILLION })),
      mixed.rows,
    ]) {
      await moveMarket(market, rows);
      for (const name of market.names.values()) {
        const aggregator = await ethers.getContractAt("MockAggregator", name.aggregator);
        const price = (await aggregator.answer()) * 10n ** BigInt(18 - name.feedDecimals);
        const { sqrtPriceX96 } = await poolAt(ethers, name.pool).slot0();
        const off = priceOf(sqrtPriceX96, name) - price;
        expect((off < 0n ? -off : off) * MILLION, name.id).to.be.at.most(
          price > MILLION ? price : MILLION,
        );
      }
    }
  });

  it("sends no transaction above the gas cap, in a crash of thirty names either", async () => {
    const { ethers, market } = mixed;
    const first = await ethers.provider.getBlockNumber();
    const rows = wanderingRows(30, 0).map((row) => ({ ...row, id: `a-${row.id}` }));
    await addToMarket(market, rows);
    await moveMarket(
      market,
      rows.map((row) => ({ ...row, price: row.price / 10_000n + 1n })),
    );

    const last = await ethers.provider.getBlockNumber();
    expect(last).to.be.greaterThan(first + 5);
    for (let number = first + 1; number <= last; number++) {
      const block = (await ethers.provider.getBlock(number, true))!;
      for (const transaction of block.prefetchedTransactions) {
        expect(transaction.gasLimit).to.be.at.most(TRANSACTION_GAS_CAP);
        const receipt = (await ethers.provider.getTransactionReceipt(transaction.hash))!;
        expect(receipt.gasUsed).to.be.at.most(TRANSACTION_GAS_CAP - 2n ** 20n);
      }
    }
  });
});
