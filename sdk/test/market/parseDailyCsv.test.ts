import { expect } from "chai";
import { MalformedFileError } from "../../src/market/errors.ts";
import { parseDailyCsv } from "../../src/market/parseDailyCsv.ts";

const HEADER = "date,open,high,low,close,volume_btc";

function parse(...rows: readonly string[]): ReturnType<typeof parseDailyCsv> {
  return parseDailyCsv(`${[HEADER, ...rows].join("\n")}\n`, "daily.csv");
}

describe("parseDailyCsv", () => {
  it("gives out one exact close a day, over a month's end", () => {
    expect(parse("2030-01-31,1,2,0.5,1.25,9", "2030-02-01,1.25,2,1,1.5,0")).to.deep.equal([
      { date: "2030-01-31", close: 125n * 10n ** 16n },
      { date: "2030-02-01", close: 15n * 10n ** 17n },
    ]);
  });

  it("accepts a close at the day's low or high, and prices of one wei", () => {
    const wei = "1e-18";
    const closes = parse("2030-01-31,1,2,1,1,0", "2030-02-01,1,2,1,2,0");
    expect(closes.map(({ close }) => close)).to.deep.equal([10n ** 18n, 2n * 10n ** 18n]);
    expect(parse(`2030-02-02,${wei},${wei},${wei},${wei},0`)[0]!.close).to.equal(1n);
  });

  it("accepts a close just below ten times the day before's, or just above a tenth", () => {
    const close = (price: string) => `2030-02-01,${price},99,0.001,${price},0`;
    const after = (price: string) => () => parse("2030-01-31,1,1,1,1,0", close(price));
    for (const price of ["9.999", "0.1001"]) expect(after(price), price).not.to.throw();
    for (const price of ["10", "0.1"])
      expect(after(price), price).to.throw(
        MalformedFileError,
        "line 3, column close: expected less than ten times the day before's",
      );
  });

  const first = "2030-01-31,1,2,0.5,1.25,9";
  const refusals: readonly [title: string, rows: readonly string[], where: string][] = [
    [
      "a gap in days",
      [first, "2030-02-02,1,2,0.5,1,9"],
      "line 3, column date: expected the day after",
    ],
    ["a day twice", [first, first], "line 3, column date: expected the day after"],
    [
      "a day that goes back",
      [first, "2030-01-30,1,2,0.5,1,9"],
      "line 3, column date: expected the day after",
    ],
    [
      "a missing close",
      ["2030-01-31,1,2,0.5,,9"],
      "line 2, column close: expected a price (missing price)",
    ],
    [
      "a close of zero",
      ["2030-01-31,1,2,0.5,0,9"],
      "line 2, column close: expected a price above zero",
    ],
    [
      "a close above the high",
      ["2030-01-31,1,2,0.5,2.01,9"],
      "line 2, column close: expected a close between",
    ],
    [
      "a close below the low",
      ["2030-01-31,1,2,0.5,0.49,9"],
      "line 2, column close: expected a close between",
    ],
    ["an open that is no number", ["2030-01-31,x,2,0.5,1,9"], "line 2, column open"],
    ["a high of zero", ["2030-01-31,1,0,0.5,1,9"], "line 2, column high"],
    ["a low of zero", ["2030-01-31,1,2,0,1,9"], "line 2, column low"],
    ["a negative volume", ["2030-01-31,1,2,0.5,1,-9"], "line 2, column volume_btc"],
    [
      "a malformed date",
      ["31.01.2030,1,2,0.5,1,9"],
      "line 2, column date: expected a calendar date",
    ],
  ];
  for (const [title, rows, where] of refusals) {
    it(`refuses ${title}`, () => {
      expect(() => parse(...rows)).to.throw(MalformedFileError, `daily.csv, ${where}`);
    });
  }

  it("refuses the weekly file's header", () => {
    expect(() =>
      parseDailyCsv("date,id,price_usd,market_cap_usd,volume_24h_usd\n", "daily.csv"),
    ).to.throw(MalformedFileError, HEADER);
  });
});
