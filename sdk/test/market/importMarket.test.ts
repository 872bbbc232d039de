import { expect } from "chai";
import { importCandles } from "../../src/market/importCandles.ts";
import { importCoinMarkets } from "../../src/market/importCoinMarkets.ts";
import { importDayRows } from "../../src/market/importDayRows.ts";
import { MalformedFileError } from "../../src/market/MalformedFileError.ts";
import { modelMarket } from "../../src/market/modelMarket.ts";
import { parseDailyCsv } from "../../src/market/parseDailyCsv.ts";
import { parseMarketCsv } from "../../src/market/parseMarketCsv.ts";
import { writeMarketCsv } from "../../src/market/writeMarketCsv.ts";

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
    const rows = importDayRows(text, "1.csv", { date: DATE, most: 10 });
    expect(rows.map(({ id, price }) => `${id} ${price}`)).to.deep.equal([
      "large 2500000000000000000",
      "small 94500000",
    ]);
    expect(importDayRows(text, "1.csv", { date: DATE, most: 1 }).length).to.equal(1);
  });

  it("refuses another day's rows, and a number that is none", () => {
    const read = (text: string, date: string) => () =>
      importDayRows(text, "1.csv", { date, most: 10 });
    expect(read(day("a,1,1,1"), "2030-01-14")).to.throw(MalformedFileError, "column timestamp");
    expect(read(day("a,NaN,1,1"), DATE)).to.throw(MalformedFileError, "column price");
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
  const coin = { id: "a", current_price: 1.5e-8, market_cap: 1e21, total_volume: null };

  it("keeps what a page says, numbers by their shortest text", () => {
    const [row] = importCoinMarkets([coin, { ...coin, id: "b", current_price: null }], "p", DATE);
    expect(row).to.deep.equal({
      date: DATE,
      id: "a",
      price: 15n * 10n ** 9n,
      marketCap: 10n ** 39n,
      volume24h: 0n,
    });
  });

  it("refuses an empty page, another shape and a negative number", () => {
    expect(() => importCoinMarkets([], "p", DATE)).to.throw(MalformedFileError);
    expect(() => importCoinMarkets({ error: "rate" }, "p", DATE)).to.throw(MalformedFileError);
    expect(() => importCoinMarkets([{ ...coin, market_cap: -1 }], "p", DATE)).to.throw(
      MalformedFileError,
      "column a",
    );
  });
});
