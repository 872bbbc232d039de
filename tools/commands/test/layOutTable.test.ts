import { expect } from "chai";

import { layOutTable } from "../src/layOutTable.ts";
import type { Column } from "../src/layOutTable.ts";

const COLUMNS: readonly Column[] = [
  { title: "date", width: 10, align: "left" },
  { title: "in", width: 3, align: "right", drop: 1 },
  { title: "gas", width: 10, align: "right", drop: 2 },
  { title: "NAV", width: 8, align: "right" },
];
const CELLS = ["2021-01-04", "100", "22,005,554", "99.67"];

describe("layOutTable", () => {
  it("has every column and the remark in one line where there is no width", () => {
    const { head, row } = layOutTable(COLUMNS, Infinity);
    expect(head()).to.equal("date         in         gas       NAV");
    expect(row(CELLS, "Bob buys")).to.deep.equal([
      "2021-01-04  100  22,005,554     99.67  Bob buys",
    ]);
  });

  it("drops whole columns in their order until the others fit", () => {
    const { head, row } = layOutTable(COLUMNS, 36);
    expect(head()).to.equal("date               gas       NAV");
    expect(row(CELLS)).to.deep.equal(["2021-01-04  22,005,554     99.67"]);
    expect(layOutTable(COLUMNS, 31).row(CELLS)).to.deep.equal(["2021-01-04     99.67"]);
    expect(layOutTable(COLUMNS, 5).row(CELLS)).to.deep.equal(["2021-01-04     99.67"]);
  });

  it("puts a remark that does not fit below its row, folded", () => {
    const { row } = layOutTable(COLUMNS, 37);
    const lines = row(CELLS, "Bob buys 16.06 shares for $1,990. 13 names listed");
    expect(lines[0]).to.equal("2021-01-04  100  22,005,554     99.67");
    expect(lines.slice(1)).to.deep.equal([
      "      Bob buys 16.06 shares for",
      "        $1,990. 13 names listed",
    ]);
    for (const line of lines) expect(line.length).to.be.at.most(37);
  });
});
