import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

type Outcome = { readonly code: number; readonly output: string };

/** Runs the import as `npm run import` does, once the dependencies are there. */
function importMarket(...flags: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", "import", ...flags],
      (error, out, err) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        resolve({ code, output: out + err });
      },
    );
  });
}

describe("npm run import", () => {
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-import-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("takes the Mondays of a year, adds a recorded week, and never writes over one", async function () {
    this.timeout(60_000);
    const header = "timestamp,readableTimestamp,coinId,price,marketCap,totalVolume";
    for (const date of ["2030-01-07", "2030-01-08", "2029-12-31"]) {
      const time = Date.parse(`${date}T00:00:00Z`);
      const row = `${time},"1/7/2030, 12:00:00 AM",oak,2,100,1`;
      await writeFile(join(directory, `${time}.csv`), `${header}\n${row}\n`);
    }
    const days = await importMarket("--out", directory, "--days", directory, "--year", "2030");
    expect(days.code, days.output).to.equal(0);
    const page = join(directory, "page.json");
    await writeFile(
      page,
      '[{"id":"oak","current_price":3,"market_cap":150,"total_volume":2.5,"name":"Oak","last_updated":"2030-01-14T00:02:00Z"}]',
    );
    const flags = ["--out", directory, "--record", page, "--date"];
    const added = await importMarket(...flags, "2030-01-14");
    expect(added.code, added.output).to.equal(0);
    const text = await readFile(join(directory, "market-weekly-2030.csv"), "utf8");
    expect(text.split("\n").slice(1, -1)).to.deep.equal([
      "2030-01-07,oak,2,100,1",
      "2030-01-14,oak,3,150,2.5",
    ]);
    const again = await importMarket(...flags, "2030-01-14");
    expect([again.code, again.output.includes("already")]).to.deep.equal([2, true]);
    const tuesday = await importMarket(...flags, "2030-01-15");
    expect(tuesday.code).to.equal(2);
  });

  it("F1 passes over a price below zero on two Mondays, and names it once", async function () {
    this.timeout(60_000);
    const folder = join(directory, "debt");
    await mkdir(folder);
    const header = "timestamp,readableTimestamp,coinId,price,marketCap,totalVolume";
    for (const date of ["2021-03-01", "2021-03-08"]) {
      const time = Date.parse(`${date}T00:00:00Z`);
      const rows = ["oak,2,100,1", "debt,-0.0952,7,1"].map((row) => `${time},"x, y",${row}`);
      await writeFile(join(folder, `${time}.csv`), [header, ...rows, "", ""].join("\n"));
    }
    const json = join(folder, "report.json");
    const flags = ["--out", folder, "--days", folder, "--year", "2021", "--json", json];
    const { code, output } = await importMarket(...flags);
    expect(code, output).to.equal(0);
    expect(output).to.include(
      'passed over: 2 rows of 1 id\n  "debt": price -0.0952 on 2021-03-01 and 1 more',
    );
    const text = await readFile(join(folder, "market-weekly-2021.csv"), "utf8");
    expect(text.split("\n").slice(1, -1)).to.deep.equal([
      "2021-03-01,oak,2,100,1",
      "2021-03-08,oak,2,100,1",
    ]);
    const report = JSON.parse(await readFile(json, "utf8")) as { passedOver: readonly unknown[] };
    expect(report.passedOver).to.deep.equal(
      ["2021-03-01", "2021-03-08"].map((date) => ({ date, id: "debt", cause: "price -0.0952" })),
    );
  });

  it("F11 names the file, line and column of a page that is no JSON, and reads one with a byte order mark", async () => {
    const page = join(directory, "broken.json");
    const flags = ["--out", directory, "--record", page, "--date", "2031-01-06"];
    await writeFile(page, '[{"id":"oak",\n"current_price":3,}]');
    const broken = await importMarket(...flags);
    expect(broken.code).to.equal(2);
    expect(broken.output).to.match(/broken\.json, line 2, column 19: expected a key/);
    const coin =
      '{"id":"oak","current_price":3,"market_cap":9,"last_updated":"2031-01-06T00:01:00Z"}';
    await writeFile(page, `\uFEFF[${coin}]`);
    expect((await importMarket(...flags)).code).to.equal(0);
  });

  it("explains itself, and refuses what it does not know", async () => {
    expect((await importMarket("--help")).code).to.equal(0);
    expect((await importMarket()).code).to.equal(2);
    expect((await importMarket("--colour")).code).to.equal(2);
    expect((await importMarket("--out", directory)).code).to.equal(2);
    expect((await importMarket("--out", directory, "--candles", "nowhere.csv")).code).to.equal(2);
  });
});
