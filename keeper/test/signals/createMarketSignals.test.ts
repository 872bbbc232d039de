import { expect } from "chai";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { computeRegime } from "@sheaf/sdk/rules/computeRegime";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { RetryableError } from "@sheaf/sdk/units/errors";
import { createMarketSignals } from "../../src/signals/createMarketSignals.ts";
import type { Market } from "@sheaf/sdk/market/market";

const market = modelMarket({ seed: 3, weeks: 5, names: 20 });

async function refusalOf(read: Promise<unknown>): Promise<Error> {
  try {
    await read;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("The reading was given.");
}

function refusalAt(of: Market, time: string): Promise<Error> {
  return refusalOf(createMarketSignals(of).read(new Date(time)));
}

describe("createMarketSignals", () => {
  it("reads the rows of the date and the closes before it", async () => {
    const reading = await createMarketSignals(market).read(new Date("2030-01-21T00:00:00Z"));
    expect(reading.date).to.equal("2030-01-21");
    expect(reading.rows).to.equal(market.weeks[2]?.rows);
    expect(reading.leaderCloses.at(-1)?.date).to.equal("2030-01-20");
    expect(reading.leaderCloses).to.deep.equal(
      market.leaderCloses.slice(0, reading.leaderCloses.length),
    );
    expect(reading.excluded).to.equal(market.excluded);
    expect(reading.history).to.deep.equal(market.weeks.slice(0, 2));
  });

  it("keeps the last row of an id that is missing, dated as it was, for two weeks and no longer", async () => {
    const gone = market.weeks[0]?.rows[0]?.id;
    const vanished = {
      ...market,
      weeks: market.weeks.map(({ date, rows }, week) => ({
        date,
        rows: week === 0 ? rows : rows.filter(({ id }) => id !== gone),
      })),
    };
    const signals = createMarketSignals(vanished);
    const rowAt = async (date: string) =>
      (await signals.read(new Date(date))).rows.filter(({ id }) => id === gone);
    for (const date of ["2030-01-14", "2030-01-21"])
      expect(await rowAt(date)).to.deep.equal([market.weeks[0]?.rows[0]]);
    expect(await rowAt("2030-01-28")).to.deep.equal([]);
  });

  it("prefers a row of its own date to an older one", async () => {
    const { rows } = await createMarketSignals(market).read(new Date("2030-01-21"));
    expect(new Set(rows.map(({ id }) => id)).size).to.equal(rows.length);
    expect(rows.slice(0, market.weeks[2]?.rows.length)).to.deep.equal(market.weeks[2]?.rows);
  });

  it("gives the same reading all day", async () => {
    const signals = createMarketSignals(market);
    expect(await signals.read(new Date("2030-01-21T23:59:59Z"))).to.deep.equal(
      await signals.read(new Date("2030-01-21T00:00:00Z")),
    );
  });

  it("is enough to tell the regime of every week", async () => {
    const signals = createMarketSignals(market);
    for (const { date } of market.weeks) {
      const { leaderCloses } = await signals.read(new Date(`${date}T00:00:00Z`));
      expect(
        computeRegime({
          closes: leaderCloses,
          asOf: date,
          previous: undefined,
          rules: topRules(10, market.leader),
        }).regime,
      ).to.equal("bull");
    }
  });

  it("carries the market's name", () => {
    expect(createMarketSignals(market).name).to.equal("modelled market (seed 3)");
  });

  it("refuses a date without rows, and says that reading again may help", async () => {
    for (const time of ["2030-01-22T00:00:00Z", "2029-12-31T00:00:00Z", "2030-02-11T00:00:00Z"]) {
      const refusal = await refusalAt(market, time);
      expect(refusal).to.be.instanceOf(SignalUnavailableError).and.instanceOf(RetryableError);
      expect(refusal.message).to.contain(`has no rows of ${time.slice(0, 10)}`);
    }
  });

  it("refuses a week that is there, but empty", async () => {
    const empty = { ...market, weeks: [{ date: "2030-01-07", rows: [] }] };
    expect(await refusalAt(empty, "2030-01-07T00:00:00Z")).to.be.instanceOf(SignalUnavailableError);
  });

  it("refuses where the close of the day before is missing", async () => {
    const stale = {
      ...market,
      leaderCloses: market.leaderCloses.filter(({ date }) => date !== "2030-01-20"),
    };
    const refusal = await refusalAt(stale, "2030-01-21T00:00:00Z");
    expect(refusal).to.be.instanceOf(SignalUnavailableError);
    expect(refusal.message).to.contain("no close of leader-coin on 2030-01-20");
  });

  it("refuses a time that is none", async () => {
    expect(await refusalAt(market, "some Monday")).to.be.instanceOf(SignalUnavailableError);
  });
});
