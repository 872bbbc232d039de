import { expect } from "chai";
import { withLastRows } from "../../src/market/withLastRows.ts";
import { marketRows } from "../rules/marketRows.ts";
import type { MarketRow, MarketWeek } from "../../src/market/market.ts";

function weekOf(date: string, caps: Readonly<Record<string, number>>): MarketWeek {
  return { date, rows: marketRows(caps).map((row) => ({ ...row, date })) };
}

function scaled(row: MarketRow, by: bigint): MarketRow {
  return { ...row, price: row.price * by, marketCap: row.marketCap * by };
}

describe("withLastRows", () => {
  const today = weekOf("2030-01-29", { a: 5 });

  it("adds the newest row of each id that the date leaves out, of fourteen days before at most", () => {
    const earlier = [
      weekOf("2030-01-14", { old: 1 }),
      weekOf("2030-01-15", { a: 1, b: 1, c: 1 }),
      weekOf("2030-01-22", { a: 2, b: 2 }),
    ];
    expect(
      withLastRows(today, earlier).map(({ date, id, marketCap }) => `${date} ${id} ${marketCap}`),
    ).to.deep.equal([
      `2030-01-29 a ${5n * 10n ** 18n}`,
      `2030-01-22 b ${2n * 10n ** 18n}`,
      `2030-01-15 c ${10n ** 18n}`,
    ]);
  });

  it("takes a row that jumped from the last one for none, so that nothing is bought or sold by it", () => {
    const earlier = [weekOf("2030-01-22", { a: 5, b: 5, c: 5, d: 5 })];
    const rows = weekOf("2030-01-29", { a: 500, b: 495, c: 5, d: 5 }).rows.map((row) =>
      row.id === "c" || row.id === "d" ? scaled(row, row.id === "c" ? 10n ** 6n : 1n) : row,
    );
    const read = withLastRows({ date: "2030-01-29", rows }, earlier);
    expect(read.map(({ date, id }) => `${date} ${id}`)).to.deep.equal([
      "2030-01-29 b",
      "2030-01-29 d",
      "2030-01-22 a", // its market cap alone is 100 times as much
      "2030-01-22 c", // price and market cap are a million times as much
    ]);
  });

  it("gives the rows themselves where nothing is missing", () => {
    expect(withLastRows(today, [weekOf("2030-01-22", { a: 2 })])).to.equal(today.rows);
  });
});
