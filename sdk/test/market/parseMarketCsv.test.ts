import { expect } from "chai";
import { MalformedFileError } from "../../src/market/errors.ts";
import { parseMarketCsv } from "../../src/market/parseMarketCsv.ts";
import type { MalformedFile } from "../../src/market/errors.ts";

const HEADER = "date,id,price_usd,market_cap_usd,volume_24h_usd";
const GOOD = [
  "2030-01-07,alpha,12.5,1000000,5",
  "2030-01-07,beta,1.792667e-05,900,0",
  "2030-01-14,alpha,13,1100000,6",
];

function fileOf(...rows: readonly string[]): string {
  return `${[HEADER, ...rows].join("\n")}\n`;
}

function refusalOf(text: string): MalformedFile {
  try {
    parseMarketCsv(text, "rows.csv");
  } catch (error) {
    if (error instanceof MalformedFileError) return error.where;
    throw error;
  }
  throw new Error("The file was accepted.");
}

describe("parseMarketCsv", () => {
  it("groups rows by date and reads every number exactly", () => {
    const weeks = parseMarketCsv(fileOf(...GOOD), "rows.csv");
    expect(weeks.map((week) => [week.date, week.rows.map((row) => row.id)])).to.deep.equal([
      ["2030-01-07", ["alpha", "beta"]],
      ["2030-01-14", ["alpha"]],
    ]);
    expect(weeks[0]?.rows[1]).to.deep.equal({
      date: "2030-01-07",
      id: "beta",
      price: 17926670000000n,
      marketCap: 900n * 10n ** 18n,
      volume24h: 0n,
    });
  });

  it("accepts a byte order mark, CRLF line ends and a missing last line end", () => {
    const text = `\uFEFF${[HEADER, ...GOOD].join("\r\n")}`;
    expect(parseMarketCsv(text, "rows.csv")).to.deep.equal(
      parseMarketCsv(fileOf(...GOOD), "rows.csv"),
    );
  });

  it("accepts a price of one wei and a market cap of zero", () => {
    const row = parseMarketCsv(fileOf("2030-01-07,a,1e-18,0,0"), "rows.csv")[0]?.rows[0];
    expect([row?.price, row?.marketCap]).to.deep.equal([1n, 0n]);
  });

  it("names file, line, column and expectation in the message", () => {
    const text = fileOf(GOOD[0] ?? "", "2030-01-07,beta,NaN,900,0");
    expect(() => parseMarketCsv(text, "rows.csv")).to.throw(
      MalformedFileError,
      'rows.csv, line 3, column price_usd: expected a price as a finite decimal number, found "NaN"',
    );
  });

  const refusals: readonly [
    title: string,
    rows: readonly string[],
    line: number,
    column: string,
    expected: string,
  ][] = [
    ["a missing price", ["2030-01-07,a,,1,1"], 2, "price_usd", "missing price"],
    ["a price of zero", ["2030-01-07,a,0,1,1"], 2, "price_usd", "above zero"],
    ["a negative price", ["2030-01-07,a,-1,1,1"], 2, "price_usd", "above zero"],
    [
      "a price that vanishes in 18 decimals",
      ["2030-01-07,a,1e-19,1,1"],
      2,
      "price_usd",
      "above zero",
    ],
    ["a negative market cap", ["2030-01-07,a,1,-1,1"], 2, "market_cap_usd", "zero or more"],
    ["a missing market cap", ["2030-01-07,a,1,,1"], 2, "market_cap_usd", "missing market cap"],
    [
      "a market cap that is no number",
      ["2030-01-07,a,1,many,1"],
      2,
      "market_cap_usd",
      "finite decimal",
    ],
    ["a negative volume", ["2030-01-07,a,1,1,-0.1"], 2, "volume_24h_usd", "zero or more"],
    ["a date that does not exist", ["2030-02-30,a,1,1,1"], 2, "date", "calendar date"],
    ["dates that go back", [...GOOD, "2030-01-07,gamma,1,1,1"], 5, "date", "ascending"],
    ["an id twice on a date", [...GOOD, "2030-01-14,alpha,1,1,1"], 5, "id", "duplicate id"],
    ["an empty id", ["2030-01-07,,1,1,1"], 2, "id", "an id of"],
    ["an id with control characters", ["2030-01-07,\u001b[31m,1,1,1"], 2, "id", "an id of"],
    ["a column too few", ["2030-01-07,a,1,1"], 2, "all", "not 4"],
    ["a column too many", ["2030-01-07,a,1,1,1,1"], 2, "all", "not 6"],
    ["an empty line between rows", [GOOD[0] ?? "", "", GOOD[2] ?? ""], 3, "all", "5 columns"],
  ];
  for (const [title, rows, line, column, expected] of refusals) {
    it(`refuses ${title}`, () => {
      const refusal = refusalOf(fileOf(...rows));
      expect([refusal.fileName, refusal.line, refusal.column]).to.deep.equal([
        "rows.csv",
        line,
        column,
      ]);
      expect(refusal.expected).to.contain(expected);
    });
  }

  it("refuses another header, an empty file and a file without rows", () => {
    expect(refusalOf("date,id,price\n").expected).to.contain(HEADER);
    expect(refusalOf("").expected).to.contain(HEADER);
    expect(refusalOf(`${HEADER}\n`).expected).to.equal("at least one row");
  });
});
