import { expect } from "chai";
import type { Hex } from "viem";

import { besideNav } from "../../src/model/chart/besideNav.ts";
import { leaderPoints } from "../../src/model/chart/leaderPoints.ts";
import { leaderSources } from "../../src/model/chart/leaderSources.ts";
import { periodPoints } from "../../src/model/chart/periodPoints.ts";
import { regimeBands } from "../../src/model/chart/regimeBands.ts";

const DAY = 86_400n;
const point = (day: bigint, value: bigint) => ({ time: day * DAY, value, complete: true });

describe("leaderPoints", () => {
  it("puts a close at the end of its day, on the chain's clock", () => {
    const block = { number: 1n, timestamp: 500n * DAY + 5n, hash: "0x" as Hex };
    const closes = [
      { date: "2026-01-01", close: 7n },
      { date: "2026-01-02", close: 8n },
    ];
    expect(leaderPoints([{ asOf: "2026-01-03", block, closes }])).to.deep.equal([
      point(499n, 7n),
      point(500n, 8n),
    ]);
  });
});

describe("besideNav", () => {
  it("begins where the share begins, and follows the leader from there", () => {
    const nav = [point(10n, 100n), point(20n, 130n)];
    const leader = [point(9n, 50n), point(12n, 60n), point(18n, 40n)];
    expect(besideNav(nav, leader)).to.deep.equal([
      point(10n, 100n),
      point(12n, 120n),
      point(18n, 80n),
    ]);
  });

  it("is empty where the leader's price at the beginning is not known", () => {
    expect(besideNav([point(10n, 100n)], [point(12n, 60n)])).to.deep.equal([]);
  });
});

describe("leaderSources", () => {
  const record = (day: bigint, snapshotHash: Hex) => ({ startedAt: day * DAY, snapshotHash });

  it("takes one snapshot for a history that it covers", () => {
    expect(leaderSources([record(0n, "0x01"), record(80n, "0x02")])).to.deep.equal(["0x02"]);
    expect(leaderSources([])).to.deep.equal([]);
  });

  it("takes as few as cover a longer history", () => {
    const records = [0n, 30n, 60n, 90n, 120n, 150n, 180n].map((day) =>
      record(day, `0x${day.toString()}`),
    );
    expect(leaderSources(records)).to.deep.equal(["0x180", "0x90"]);
  });

  it("ends at a gap that no snapshot covers", () => {
    expect(leaderSources([record(0n, "0x01"), record(500n, "0x02")])).to.deep.equal(["0x02"]);
  });
});

describe("periodPoints", () => {
  const points = [point(0n, 1n), point(50n, 2n), point(99n, 3n)];

  it("keeps what is in the period, and enough for a line", () => {
    expect(periodPoints(points, "All", 100n * DAY)).to.deep.equal(points);
    expect(periodPoints(points, "3M", 100n * DAY)).to.deep.equal(points.slice(1));
    expect(periodPoints(points, "1M", 100n * DAY)).to.deep.equal(points.slice(1));
  });
});

describe("regimeBands", () => {
  it("joins bear epochs, until another regime or until now", () => {
    const records = (["bull", "bear", "bear", "bull", "bear"] as const).map((regime, at) => ({
      startedAt: BigInt(at),
      regime,
    }));
    expect(regimeBands(records, 9n)).to.deep.equal([
      { from: 1n, to: 3n },
      { from: 4n, to: 9n },
    ]);
  });
});
