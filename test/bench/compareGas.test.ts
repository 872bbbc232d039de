import { expect } from "chai";

import type { BenchRow } from "../../bench/report/benchReport.ts";
import { compareGas } from "../../bench/report/compareGas.ts";
import { comparisonLines } from "../../bench/report/comparisonLines.ts";

const ISSUE: BenchRow = {
  work: "issue",
  n: 100,
  state: "warm",
  venue: "none",
  gas: 2_200_000,
  floor: 2_000_000,
  setV2: null,
  router: null,
  ratioFloor: 1.1,
  ratioSetV2: null,
};
const CREATION: BenchRow = {
  ...ISSUE,
  work: "createIndex",
  gas: 500_000,
  floor: null,
  ratioFloor: null,
};
const NOT_FITTING: BenchRow = {
  ...ISSUE,
  work: "trades",
  venue: "v3",
  gas: null,
  ratioFloor: null,
  reason: "needs 17000000 gas",
};

const compare = (before: readonly BenchRow[], now: readonly BenchRow[]) =>
  compareGas({ rows: before }, { rows: now });

describe("compareGas", () => {
  it("finds nothing in two equal runs", () => {
    const rows = [ISSUE, CREATION, NOT_FITTING];
    expect(compare(rows, rows)).to.deep.equal({ worse: [], better: [], added: [] });
  });

  it("names a planted regression of more than one percent", () => {
    const { worse } = compare([ISSUE, CREATION], [{ ...ISSUE, ratioFloor: 1.1112 }, CREATION]);
    expect(worse).to.deep.equal([
      { row: "issue n=100 warm none", figure: "ratioFloor", before: 1.1, now: 1.1112 },
    ]);
    expect(comparisonLines({ worse, better: [], added: [] })).to.deep.equal([
      "WORSE: issue n=100 warm none: ratioFloor was 1.1, is 1.1112",
      "1 figures are worse",
    ]);
  });

  it("tells rows of different conditions apart, and takes those that say none as the barest", () => {
    const proxied: BenchRow = { ...ISSUE, usdc: "proxied", market: "crossing", ratioFloor: 1.2 };
    expect(compare([ISSUE, proxied], [ISSUE, proxied])).to.deep.equal(compare([], []));
    expect(compare([ISSUE], [{ ...ISSUE, market: "still", usdc: "plain" }]).added).to.deep.equal(
      [],
    );
    expect(compare([ISSUE], [ISSUE, proxied]).added).to.deep.equal([
      "issue n=100 warm none crossing proxied",
    ]);
  });

  it("lets one percent pass", () => {
    expect(compare([ISSUE], [{ ...ISSUE, ratioFloor: 1.111 }]).worse).to.deep.equal([]);
  });

  it("holds ratios and not gas, so that what the floor pays as well is not ours", () => {
    expect(compare([ISSUE], [{ ...ISSUE, gas: 4_400_000, floor: 4_000_000 }]).worse).to.deep.equal(
      [],
    );
  });

  it("holds gas where there is no floor", () => {
    expect(compare([CREATION], [{ ...CREATION, gas: 505_001 }]).worse).to.have.length(1);
    expect(compare([CREATION], [{ ...CREATION, gas: 505_000 }]).worse).to.deep.equal([]);
  });

  it("calls worse what does not fit a transaction any more, and what is gone", () => {
    const outgrown = { ...ISSUE, gas: null, ratioFloor: null, reason: "needs 17000000 gas" };
    expect(compare([ISSUE], [outgrown]).worse).to.have.length(1);
    expect(compare([ISSUE, CREATION], [CREATION]).worse).to.have.length(1);
  });

  it("calls better what costs less by more than one percent, and what fits at last", () => {
    const { better, worse } = compare(
      [ISSUE, NOT_FITTING],
      [
        { ...ISSUE, ratioFloor: 1.08 },
        { ...NOT_FITTING, gas: 16_000_000 },
      ],
    );
    expect(better.map(({ row }) => row)).to.deep.equal([
      "issue n=100 warm none",
      "trades n=100 warm v3",
    ]);
    expect(worse).to.deep.equal([]);
  });

  it("leaves out sizes that were not run, and names rows that are new", () => {
    const { worse, added } = compare([ISSUE], [{ ...CREATION, n: 10 }]);
    expect(worse).to.deep.equal([]);
    expect(added).to.deep.equal(["createIndex n=10 warm none"]);
  });
});
