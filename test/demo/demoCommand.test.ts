import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

type Outcome = { readonly code: number; readonly output: string };

/** Runs the demo as `npm run demo` does, once the dependencies are there. */
function demo(...flags: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "scripts/sheaf.ts", "demo", ...flags],
      (error, out, err) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        resolve({ code, output: out + err });
      },
    );
  });
}

const HEADER = "date,id,price_usd,market_cap_usd,volume_24h_usd";
const EXCLUDED = '{"stablecoins":["usd-coin"],"wrapped_or_derivative":[]}';

describe("npm run demo", () => {
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-demo-"));
  });
  after(() => rm(directory, { recursive: true }));

  async function writeRows(...rows: string[]): Promise<void> {
    await writeFile(join(directory, "market-weekly-test.csv"), [HEADER, ...rows, ""].join("\n"));
    await writeFile(join(directory, "excluded-ids.json"), EXCLUDED);
    await writeFile(
      join(directory, "btc-daily.csv"),
      "date,open,high,low,close,volume_btc\n2021-01-03,1,1,1,1,1\n",
    );
  }

  it("explains itself", async () => {
    const { code, output } = await demo("--help");
    expect(code).to.equal(0);
    expect(output).to.include("--data <dir>").and.include("Exit codes");
  });

  it("runs a short loop, says what it did, and writes the summary", async function () {
    this.timeout(180_000);
    const json = join(directory, "summary.json");
    const { code, output } = await demo("--weeks", "3", "--components", "4", "--json", json);
    expect(output)
      .to.match(/ledger rebuilt from events = chain +yes/)
      .and.match(/every share backed +yes/);
    expect(code).to.equal(0);
    const summary = JSON.parse(await readFile(json, "utf8")) as Record<string, unknown>;
    expect(summary).to.include({
      weeks: 3,
      components: 4,
      ledgerEqualsChain: true,
      everyShareBacked: true,
    });
    expect(summary).to.include.keys(
      "epochs",
      "regimeFlips",
      "trades",
      "maxTxGas",
      "maxProductTxGas",
      "tradingCostBps",
      "navReturn",
      "btcReturn",
      "basketReturn",
      "seconds",
    );
    expect(summary.maxProductTxGas).to.be.greaterThan(0).and.be.at.most(summary.maxTxGas);
    for (const field of ["navReturn", "btcReturn", "basketReturn", "tradingCostBps"])
      expect(JSON.stringify(summary[field])).to.match(/^-?\d+(\.\d{1,6})?$/);
  });

  it("E-12 lets strangers finish what a keeper left, within the bounds, and says when and at what cost", async function () {
    this.timeout(180_000);
    const json = join(directory, "strangers.json");
    const flags = ["--weeks", "1", "--components", "8", "--kill-keeper-at", "1", "--json", json];
    const { code, output } = await demo(...flags);
    expect(output).to.match(/no keeper: strangers traded from hour 1\d(\.\d+)? on and finished it/);
    expect(code).to.equal(0);
    const { strangers, tradingCostBps } = JSON.parse(await readFile(json, "utf8")) as {
      strangers: Record<string, unknown>;
      tradingCostBps: number;
    };
    expect(strangers).to.include({ epoch: 1, settled: true, costBps: tradingCostBps });
    expect(strangers.trades).to.be.at.least(8); // each component, at once or in chunks
    expect(strangers.hours).to.be.within(8, 16);
    expect(strangers.costBps).to.be.within(1, 150);
  });

  for (const [flaw, flags, message] of [
    ["an unknown flag", ["--weaks", "3"], "--weaks"],
    [
      "a number of weeks that is none",
      ["--weeks", "many"],
      "--weeks takes a whole number from 1 to 52",
    ],
    [
      "a week without a keeper after the last",
      ["--weeks", "3", "--kill-keeper-at", "4"],
      "--kill-keeper-at takes a whole number from 1 to 3",
    ],
    ["more weeks than a year", ["--weeks", "53"], "--weeks takes a whole number from 1 to 52"],
    [
      "too few components for the maximum weight",
      ["--components", "3"],
      "--components takes a whole number from 4",
    ],
    [
      "a node of another machine",
      ["--rpc", "http://10.0.0.1:8545"],
      "--rpc takes an http URL of this machine",
    ],
    [
      "a data folder that is not there",
      ["--data", "/nowhere/at/all"],
      "/nowhere/at/all does not exist",
    ],
  ] as const) {
    it(`refuses ${flaw}`, async () => {
      const { code, output } = await demo(...flags);
      expect(code).to.equal(2);
      expect(output).to.include(message).and.not.include("    at ");
    });
  }

  it("refuses a node of another chain, and says which it is", async () => {
    const requests: string[] = [];
    const node = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { id, method } = JSON.parse(body) as { id: number; method: string };
        requests.push(method);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ jsonrpc: "2.0", id, result: "0x1" }));
      });
    });
    await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
    const { port } = node.address() as AddressInfo;
    const { code, output } = await demo("--weeks", "1", "--rpc", `http://127.0.0.1:${port}`);
    node.close();
    expect(output)
      .to.include("31337")
      .and.match(/chain.* 1\b/i);
    expect(code).to.equal(2);
    expect(requests.filter((method) => method.startsWith("eth_send"))).to.deep.equal([]);
  });

  it("refuses a malformed row and names file, line and column", async () => {
    await writeRows(
      "2021-01-04,bitcoin,33000,600000000000,1000",
      "2021-01-04,ethereum,970,many,1000",
    );
    const { code, output } = await demo("--data", directory, "--weeks", "1");
    expect(code).to.equal(2);
    expect(output).to.include("market-weekly-test.csv, line 3, column market_cap_usd");
  });

  it("refuses a row without a price", async () => {
    await writeRows("2021-01-04,bitcoin,,600000000000,1000");
    const { code, output } = await demo("--data", directory, "--weeks", "1");
    expect(code).to.equal(2);
    expect(output).to.match(/line 2, column price_usd: expected .*price/);
  });

  it("refuses a file with too few weeks", async () => {
    await writeRows("2021-01-04,bitcoin,33000,600000000000,1000");
    const { code, output } = await demo("--data", directory, "--weeks", "2");
    expect(code).to.equal(2);
    expect(output).to.match(/^error: recorded market .*week/);
  });
});
