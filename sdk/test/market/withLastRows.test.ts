import { expect } from "chai";
import { withLastRows } from "../../src/market/withLastRows.ts";
import { marketRows } from "../rules/marketRows.ts";
import type { MarketWeek } from "../../src/market/market.ts";

function weekOf(date: string, caps: Readonly<Record<string, number>>): MarketWeek {
  return { date, rows: marketRows(caps).map((row) => ({ ...row, date })) };
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

  it("gives the rows themselves where nothing is missing", () => {
    expect(withLastRows(today, [weekOf("2030-01-22", { a: 2 })])).to.equal(today.rows);
  });
});
