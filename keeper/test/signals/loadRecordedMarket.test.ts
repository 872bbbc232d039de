import { expect } from "chai";
import { MalformedFileError, UnexplainedChangeError } from "@sheaf/sdk/market/errors";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DuplicateWeekError, MarketFileMissingError } from "../../src/signals/errors.ts";
import { loadRecordedMarket } from "../../src/signals/loadRecordedMarket.ts";
import { RECORDED, withFolder } from "./recordedFolder.ts";

async function refusalOf(load: Promise<unknown>): Promise<Error> {
  try {
    await load;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("The folder was accepted.");
}

function without(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(RECORDED).filter(([key]) => key !== name));
}

describe("loadRecordedMarket", () => {
  it("merges the weekly files by date and reads closes and excluded ids", async () => {
    const market = await withFolder({ ...RECORDED, "notes.txt": "not ours" }, loadRecordedMarket);
    expect(market.weeks.map(({ date, rows }) => [date, rows.map(({ id }) => id)])).to.deep.equal([
      ["2030-01-07", ["bitcoin", "other"]],
      ["2030-01-14", ["bitcoin"]],
    ]);
    expect(market.leaderCloses).to.have.length(9);
    expect(market.leaderCloses[8]).to.deep.equal({ date: "2030-01-09", close: 1008n * 10n ** 17n });
    expect([...market.excluded]).to.deep.equal(["some-dollar"]);
    expect([market.name, market.modelled, market.leader]).to.deep.equal([
      "recorded market (2030-01-07 to 2030-01-14)",
      false,
      "bitcoin",
    ]);
  });

  const REDENOMINATED = {
    ...RECORDED,
    "market-weekly-2020.csv": [
      "date,id,price_usd,market_cap_usd,volume_24h_usd",
      "2020-09-01,coin,0.01999645,264000000,5",
      "2020-09-08,coin,10.2815413,141000000,5",
      "",
    ].join("\n"),
  };

  it("F6 refuses by name a price and a market cap that part by 100 times", async () => {
    const refusal = await refusalOf(withFolder(REDENOMINATED, loadRecordedMarket));
    expect(refusal).to.be.instanceOf(UnexplainedChangeError);
    expect(refusal.message)
      .to.include("coin from 2020-09-01 to 2020-09-08")
      .and.include("changes.csv");
  });

  it("F6 reads changes.csv, and gives earlier rows in today's unit and under today's id", async () => {
    const changes =
      "date,id,successor,factor\n2020-09-08,coin,,0.001\n2030-01-14,other,bitcoin-two,\n";
    const folder = { ...REDENOMINATED, "changes.csv": changes };
    const { weeks } = await withFolder(folder, loadRecordedMarket);
    expect(weeks[0]?.rows[0]).to.deep.include({ id: "coin", price: 1999645n * 10n ** 13n });
    expect(weeks[2]?.rows.map(({ id }) => id)).to.deep.equal(["bitcoin", "bitcoin-two"]);
  });

  it("F11 reads files that begin with a byte order mark and end in blank lines", async () => {
    const marked = Object.fromEntries(
      Object.entries(RECORDED).map(([name, text]) => [name, `\uFEFF${text}\n\r\n`]),
    );
    const market = await withFolder(marked, loadRecordedMarket);
    expect(market).to.deep.equal(await withFolder(RECORDED, loadRecordedMarket));
  });

  it("says that a folder does not exist and what belongs in it", async () => {
    const refusal = await withFolder({}, (folder) =>
      refusalOf(loadRecordedMarket(join(folder, "nowhere"))),
    );
    expect(refusal).to.be.instanceOf(MarketFileMissingError);
    expect(refusal.message).to.match(
      /nowhere does not exist\. Point --data at a folder with market-weekly-\*\.csv/,
    );
  });

  it("says that a path is a file and not a folder", async () => {
    const refusal = await withFolder(RECORDED, (folder) =>
      refusalOf(loadRecordedMarket(join(folder, "btc-daily.csv"))),
    );
    expect(refusal).to.be.instanceOf(MarketFileMissingError);
    expect(refusal.message).to.contain("is not a directory");
  });

  it("says that there is no weekly file", async () => {
    const { "btc-daily.csv": daily = "", "excluded-ids.json": excluded = "" } = RECORDED;
    const refusal = await withFolder(
      { "btc-daily.csv": daily, "excluded-ids.json": excluded },
      (folder) => refusalOf(loadRecordedMarket(folder)),
    );
    expect(refusal).to.be.instanceOf(MarketFileMissingError);
    expect(refusal.message).to.contain("has no file market-weekly-*.csv");
  });

  for (const name of ["btc-daily.csv", "excluded-ids.json"]) {
    it(`names ${name} where it is missing`, async () => {
      const refusal = await withFolder(without(name), (folder) =>
        refusalOf(loadRecordedMarket(folder)),
      );
      expect(refusal).to.be.instanceOf(MarketFileMissingError);
      expect(refusal.message).to.contain(`${name} does not exist`);
    });

    it(`names ${name} where it is malformed`, async () => {
      const refusal = await withFolder({ ...RECORDED, [name]: "nonsense\n" }, (folder) =>
        refusalOf(loadRecordedMarket(folder)),
      );
      expect(refusal).to.be.instanceOf(MalformedFileError);
      expect(refusal.message).to.match(new RegExp(`^${name}, line 1`));
    });
  }

  it("names the weekly file, line and column of a malformed cell", async () => {
    const text = `${RECORDED["market-weekly-a.csv"]}2030-01-14,other,,1,1\n`;
    const refusal = await withFolder({ ...RECORDED, "market-weekly-a.csv": text }, (folder) =>
      refusalOf(loadRecordedMarket(folder)),
    );
    expect(refusal).to.be.instanceOf(MalformedFileError);
    expect(refusal.message).to.match(
      /^market-weekly-a\.csv, line 3, column price_usd: expected a price \(missing price\)/,
    );
  });

  it("refuses a date that is in two files", async () => {
    const files = { ...RECORDED, "market-weekly-c.csv": RECORDED["market-weekly-a.csv"] ?? "" };
    const refusal = await withFolder(files, (folder) => refusalOf(loadRecordedMarket(folder)));
    expect(refusal).to.be.instanceOf(DuplicateWeekError);
    expect(refusal.message).to.contain(
      "market-weekly-a.csv and market-weekly-c.csv both have rows of 2030-01-14",
    );
  });

  it("says that a file is a folder", async () => {
    const refusal = await withFolder(without("btc-daily.csv"), async (folder) => {
      await mkdir(join(folder, "btc-daily.csv"));
      return refusalOf(loadRecordedMarket(folder));
    });
    expect(refusal).to.be.instanceOf(MarketFileMissingError);
    expect(refusal.message).to.contain("btc-daily.csv is not a file");
  });
});
