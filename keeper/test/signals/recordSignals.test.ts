import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MalformedFileError } from "@sheaf/sdk/market/errors";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { createMarketSignals } from "../../src/signals/createMarketSignals.ts";
import { loadRecordedMarket } from "../../src/signals/loadRecordedMarket.ts";
import { recordSignals } from "../../src/signals/recordSignals.ts";

const market = modelMarket({ seed: 5, weeks: 4, names: 12 });
const [first, second, third] = market.weeks.map(({ date }) => new Date(date));

describe("recordSignals", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sheaf-record-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const source = () => recordSignals(createMarketSignals(market), folder);

  it("writes what it reads as a market that is read back to the same rows and closes", async () => {
    const plain = await createMarketSignals(market).read(second!);
    await source().read(first!);
    expect(await source().read(second!)).to.deep.equal(plain);
    const recorded = await loadRecordedMarket(folder);
    expect(recorded.weeks.map(({ date }) => date)).to.deep.equal(["2030-01-07", "2030-01-14"]);
    const byId = (rows: readonly { readonly id: string }[]) =>
      rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    recorded.weeks.forEach(({ rows }, week) =>
      expect(byId(rows)).to.deep.equal(byId(market.weeks[week]!.rows)),
    );
    expect(recorded.leaderCloses).to.deep.equal(plain.leaderCloses);
    expect(recorded.excluded).to.deep.equal(market.excluded);
  });

  it("writes what was said of tokens and of the regime, each date once", async () => {
    const ids = market.weeks[0]!.rows.slice(0, 3).map(({ id }) => id);
    const said = (date: string, grade: bigint) => ({
      date,
      signals: ids.map((id) => ({ id, trend: "bullish" as const, grade: grade * 10n ** 18n })),
    });
    const dates = market.weeks.map(({ date }) => date);
    const heard = {
      ...market,
      signals: dates.map((date, week) => said(date, BigInt(40 + week))),
      votes: dates.map((date) => ({ date, regime: "bull" as const })),
    };
    const signals = recordSignals(createMarketSignals(heard), folder);
    for (const date of [first!, second!, second!]) await signals.read(date);
    const recorded = await loadRecordedMarket(folder);
    const sorted = heard.signals.slice(0, 2).map(({ date, signals: all }) => ({
      date,
      signals: all.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    }));
    expect(recorded.signals).to.deep.equal(sorted);
    expect(recorded.votes).to.deep.equal(heard.votes.slice(0, 2));
    const replayed = await createMarketSignals(recorded).read(second!);
    expect([replayed.signals, replayed.vote]).to.deep.equal([sorted, "bull"]);
  });

  it("writes a week once, and no row that is of an earlier one", async () => {
    const gone = market.weeks[0]!.rows[0]!.id;
    const partly = {
      ...market,
      weeks: market.weeks.map(({ date, rows }, week) => ({
        date,
        rows: week === 0 ? rows : rows.filter(({ id }) => id !== gone),
      })),
    };
    const signals = recordSignals(createMarketSignals(partly), folder);
    for (const date of [first!, second!, second!]) await signals.read(date);
    const { weeks } = await loadRecordedMarket(folder);
    expect(weeks.map(({ rows }) => rows.some(({ id }) => id === gone))).to.deep.equal([
      true,
      false,
    ]);
  });

  it("begins the closes anew where they would have a gap", async () => {
    await source().read(first!);
    const late = {
      ...market,
      leaderCloses: market.leaderCloses.filter(({ date }) => date > "2030-01-09"),
    };
    await recordSignals(createMarketSignals(late), folder).read(third!);
    const { leaderCloses } = await loadRecordedMarket(folder);
    expect(leaderCloses[0]?.date).to.equal("2030-01-10");
    expect(leaderCloses.at(-1)?.date).to.equal("2030-01-20");
  });

  it("writes nothing where the source throws, and leaves no part of a file", async () => {
    let refusal: unknown;
    try {
      await source().read(new Date("2031-01-01"));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).to.be.instanceOf(SignalUnavailableError);
    expect(await readdir(folder)).to.deep.equal([]);
    await source().read(first!);
    expect((await readdir(folder)).sort()).to.deep.equal([
      "btc-daily.csv",
      "excluded-ids.json",
      "market-weekly-2030.csv",
    ]);
  });

  it("does not write over a file that is not its own", async () => {
    const path = join(folder, "market-weekly-2030.csv");
    await writeFile(path, "mine\n");
    let refusal: unknown;
    try {
      await source().read(first!);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).to.be.instanceOf(MalformedFileError);
    expect(await readFile(path, "utf8")).to.equal("mine\n");
  });
});
