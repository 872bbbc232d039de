import { expect } from "chai";
import { importCandles } from "../../src/market/importCandles.ts";
import { importCoinMarkets } from "../../src/market/importCoinMarkets.ts";
import { importDayRows } from "../../src/market/importDayRows.ts";
import { MalformedFileError } from "@sheaf/sdk/market/errors";
import { modelMarket } from "../../src/market/modelMarket.ts";
import { parseDailyCsv } from "@sheaf/sdk/market/parseDailyCsv";
import { parseMarketCsv } from "@sheaf/sdk/market/parseMarketCsv";
import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";

const DATE = "2030-01-07";
const TIME = Date.parse(`${DATE}T00:00:00Z`);
const DAYS = "timestamp,readableTimestamp,coinId,price,marketCap,totalVolume";

function day(...lines: string[]): string {
  return [
    DAYS,
    ...lines.map((line) => (line === "" ? ",,,,," : `${TIME},"1/7/2030, 12:00:00 AM",${line}`)),
    "",
  ].join("\n");
}

describe("writeMarketCsv", () => {
  it("writes what parseMarketCsv reads back, to the last digit", () => {
    const { weeks } = modelMarket({ seed: 5, weeks: 3, names: 30 });
    expect(parseMarketCsv(writeMarketCsv(weeks), "made.csv")).to.deep.equal(weeks);
    expect(writeMarketCsv(weeks.toReversed())).to.equal(writeMarketCsv(weeks));
  });
});

describe("importDayRows", () => {
  it("reads a day's file: quoted time, empty lines and repetitions passed over, the largest first", () => {
    const text = day(
      "small,9.45e-11,10,1.5",
      "",
      "large,2.5,1000.25,3",
      "small,7,7,7",
      "free,0,5,5",
    );
    const { rows, passedOver } = importDayRows(text, "1.csv", { date: DATE, most: 10 });
    expect(passedOver.map(({ id, cause }) => `${id} ${cause}`)).to.deep.equal(["free price 0"]);
    expect(rows.map(({ id, price }) => `${id} ${price}`)).to.deep.equal([
      "large 2500000000000000000",
      "small 94500000",
    ]);
    expect(importDayRows(text, "1.csv", { date: DATE, most: 1 }).rows.length).to.equal(1);
  });

  it("F1 passes over a row without a usable price or cap, and names it", () => {
    const text = day(
      "debt,-0.0952,100,1",
      "none,NaN,100,1",
      "capless,1,,1",
      "Odd Id,1,100,1",
      "good,1,100,",
      "later,x,1,1",
      "later,2,50,1",
    );
    const { rows, passedOver } = importDayRows(text, "1.csv", { date: DATE, most: 10 });
    expect(rows.map(({ id, volume24h }) => [id, volume24h])).to.deep.equal([
      ["good", 0n],
      ["later", 10n ** 18n],
    ]);
    expect(passedOver).to.deep.equal([
      { date: DATE, id: "debt", cause: "price -0.0952" },
      { date: DATE, id: "none", cause: "price NaN" },
      { date: DATE, id: "capless", cause: "market cap empty" },
      { date: DATE, id: "Odd Id", cause: "no id of ours" },
    ]);
  });

  it("refuses another day's rows", () => {
    expect(() => importDayRows(day("a,1,1,1"), "1.csv", { date: "2030-01-14", most: 10 })).to.throw(
      MalformedFileError,
      "column timestamp",
    );
  });
});

describe("importCandles", () => {
  const candles = (...lines: string[]): string =>
    ["time,open,high,low,close,volume", ...lines, ""].join("\n");

  it("writes candles that parseDailyCsv reads", () => {
    const text = candles(
      "2030-01-05 00:00:00+00:00,1,3,1,2,9.5",
      "2030-01-06 00:00:00+00:00,2,3,1,3,9.5",
    );
    expect(parseDailyCsv(importCandles(text, "c.csv"), "c.csv").at(-1)).to.deep.equal({
      date: "2030-01-06",
      close: 3n * 10n ** 18n,
    });
  });

  it("refuses a gap, and a candle that does not begin at midnight UTC", () => {
    const gap = candles(
      "2030-01-05 00:00:00+00:00,1,1,1,1,1",
      "2030-01-07 00:00:00+00:00,1,1,1,1,1",
    );
    expect(() => importCandles(gap, "c.csv")).to.throw(MalformedFileError, "no gap");
    const late = candles("2030-01-05 01:00:00+00:00,1,1,1,1,1");
    expect(() => importCandles(late, "c.csv")).to.throw(MalformedFileError, "column time");
  });
});

describe("importCoinMarkets", () => {
  const coin = {
    id: "a",
    current_price: 1.5e-8,
    market_cap: 1e21,
    total_volume: null,
    last_updated: "2030-01-07T00:03:12.345Z",
  };
  const causesOf = (...coins: readonly object[]): string[] =>
    importCoinMarkets([coin, ...coins], "p", DATE).passedOver.map(
      ({ id, cause }) => `${id}: ${cause}`,
    );

  it("keeps what a page says, numbers by their shortest text", () => {
    const page = [coin, { ...coin, id: "b", market_cap: null }];
    const { rows, passedOver } = importCoinMarkets(page, "p", DATE);
    expect(rows[0]).to.deep.equal({
      date: DATE,
      id: "a",
      price: 15n * 10n ** 9n,
      marketCap: 10n ** 39n,
      volume24h: 0n,
    });
    expect([rows[1]?.marketCap, passedOver]).to.deep.equal([0n, []]);
  });

  it("F9 passes over one odd id or number, and keeps the page", () => {
    expect(
      causesOf(
        { ...coin, id: "boringdao-[old]" },
        { ...coin, id: "academy token" },
        { ...coin, id: "c", current_price: null },
        { ...coin, id: "d", current_price: -2 },
        { ...coin, id: "e", market_cap: -1 },
      ),
    ).to.deep.equal([
      "boringdao-[old]: no id of ours",
      "academy token: no id of ours",
      "c: price null",
      "d: price -2",
      "e: market cap -1",
    ]);
  });

  it("F10 passes over a price that was not updated on the date or the day before", () => {
    const at = (last_updated: unknown): object => ({ ...coin, id: "old", last_updated });
    expect(causesOf(at("2022-05-12T06:11:00.000Z"))).to.deep.equal([
      "old: last updated 2022-05-12T06:11:00.000Z",
    ]);
    expect(causesOf(at("2030-01-05T23:59:59Z"), at("2030-01-08T00:00:00Z"))).to.have.lengthOf(2);
    expect(causesOf(at("2030-01-06T00:00:00Z"))).to.deep.equal([]);
    expect(causesOf(at(null), at(undefined), at("2030-01-07 late"))).to.deep.equal([
      "old: last updated never",
      "old: last updated never",
      "old: last updated 2030-01-07 late",
    ]);
    const stale = [{ ...coin, last_updated: "2022-05-12T06:11:00.000Z" }];
    expect(() => importCoinMarkets(stale, "p", DATE)).to.throw(
      MalformedFileError,
      'column a: expected a page of coins that can be used, found "last updated 2022-05-12',
    );
  });

  it("refuses an empty page, another shape and a page of which nothing can be used", () => {
    expect(() => importCoinMarkets([], "p", DATE)).to.throw(MalformedFileError);
    expect(() => importCoinMarkets({ error: "rate" }, "p", DATE)).to.throw(MalformedFileError);
    expect(() => importCoinMarkets([{ ...coin, market_cap: -1 }], "p", DATE)).to.throw(
      MalformedFileError,
      "column a",
    );
  });
});
