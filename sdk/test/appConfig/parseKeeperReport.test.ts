import { expect } from "chai";

import { MalformedKeeperReportError } from "../../src/appConfig/errors.ts";
import { parseKeeperReport } from "../../src/appConfig/parseKeeperReport.ts";

const WEEK = {
  index: "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24",
  asOf: "2026-11-30",
  ranAt: 1_796_000_000,
  nextAt: 1_796_604_800,
  outcome: "held",
  reason: "inside the band",
  epoch: 3,
  closed: "none",
  trades: 0,
  regime: { value: "bull", close: "61234000000000000000000", mean: "58000000000000000000000" },
  flip: { cost: "3600000000000000", stays: "0" },
};

describe("parseKeeperReport", () => {
  it("reads amounts exactly", () => {
    const [week] = parseKeeperReport({ version: 1, weeks: [WEEK] }).weeks;
    expect(week?.regime.close).to.equal(61_234n * 10n ** 18n);
    expect(week?.flip?.cost).to.equal(36n * 10n ** 14n);
  });

  it("takes a week without a planned run, a reason or a cost", () => {
    const bare = { ...WEEK, nextAt: null, reason: null, flip: null };
    expect(parseKeeperReport({ version: 1, weeks: [bare] }).weeks[0]?.flip).to.equal(null);
  });

  it("refuses an amount that is no text of digits, and names the place", () => {
    const regime = { ...WEEK.regime, mean: 58_000 };
    expect(() => parseKeeperReport({ version: 1, weeks: [{ ...WEEK, regime }] })).to.throw(
      MalformedKeeperReportError,
      "weeks.0.regime.mean",
    );
  });
});
