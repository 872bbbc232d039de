import { readFile, writeFile } from "node:fs/promises";

import { expect } from "chai";

import type { MockAggregator, MockERC20 } from "../../../types/index.js";
import { openPool } from "../../fixtures/openPool.ts";
import { DAY } from "../../fixtures/indexFixture.ts";
import { usd } from "../../market/usd.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture, Outcome } from "./adminFixture.ts";

const DEPTH = 1_000_000n; // {usd} on each side of the pool
const BUYABLE = 1n;

describe("sheaf admin listing", function () {
  this.timeout(240_000);
  let fixture: AdminFixture;
  let token: MockERC20;
  let feed: MockAggregator;
  let file: string;

  before(async () => {
    fixture = await adminFixture();
    const { ethers, market, directory, usdc } = fixture;
    file = `${directory}/nova.json`;
    token = await ethers.deployContract("MockERC20", ["Nova", "NOVA", 18]);
    feed = await ethers.deployContract("MockAggregator", [8, "NOVA / USD", 250_000_000n]);
    const maker = await ethers.deployContract("PoolMaker", [market.factory]);
    const nova = { token: await token.getAddress(), decimals: 18, price: usd("2.5") };
    const dollar = { token: await usdc.getAddress(), decimals: 6, price: usd("1") };
    await openPool(fixture, maker, [nova, dollar], 3_000, DEPTH);
  });
  after(() => fixture.end());

  async function propose(...changes: string[]): Promise<Outcome> {
    const words = ["admin", "listing", "propose", "--token", await token.getAddress()];
    const terms = ["--feed", await feed.getAddress(), "--max-weight", "1000", "--out", file];
    return fixture.as("bob", ...words, ...terms, ...changes);
  }

  it("refuses what is listed already, and a feed that is none", async () => {
    const { usdc, market } = fixture;
    for (const [changes, cause] of [
      [["--token", market.names.get("alpha")!.token], "it is listed already"],
      [["--feed", await usdc.getAddress()], "does not answer as a price feed"],
      [["--feed", fixture.signers.bob.address], "does not answer as a price feed"],
    ] as const) {
      const { code, output, json } = await propose(...changes);
      expect(code, output).to.equal(1);
      expect(output).to.include(cause).and.include("Nothing was written or signed");
      expect(json).to.equal(undefined);
    }
  });

  it("refuses a feed whose last answer is older than the heartbeat", async () => {
    const { networkHelpers } = fixture;
    await networkHelpers.time.increase(7_200);
    const { code, output } = await propose("--heartbeat", "3600");
    expect(code).to.equal(1);
    expect(output).to.include("longer ago than a heartbeat of 1 hour");
  });

  it("doubts a feed that is far from the deepest pool's price", async () => {
    await feed.setAnswer(300_000_000n);
    const { code, output } = await propose("--no-probe");
    expect(code, output).to.equal(0);
    expect(output).to.match(/says 2\.(5|49999)\d* USDC, 16\.66\d* % from the feed/);
    await feed.setAnswer(250_000_000n);
    expect((await propose("--no-probe")).output).not.to.include("doubt");
  });

  it("proposes a newcomer, whose probe needs some of the token", async () => {
    const { registry, signers } = fixture;
    const without = await propose();
    expect(without.code, without.output).to.equal(1);
    expect(without.output).to.include("failed the probe").and.include("you hold and approved");

    await token.mint(signers.bob, 10_000n);
    const { code, output } = await propose();
    expect(code, output).to.equal(0);
    expect(output)
      .to.include("token   NOVA")
      .and.include("NOVA / USD")
      .and.include("price   2.5 USD")
      .and.match(/USDC at 0\.3 %, holds 1000000(\.\d+)? USDC/)
      .and.include("slippage tier 2 %; at most 10 % of an index");
    expect(await registry.isProbed(token)).to.equal(true);
    expect(await token.balanceOf(signers.bob)).to.equal(10_000n);
    const { listings } = JSON.parse(await readFile(file, "utf8")) as {
      listings: Record<string, unknown>[];
    };
    expect(listings[0]).to.include({
      minAnswer: "2500000",
      maxAnswer: "25000000000",
      maxWeight: "100000000000000000",
    });
  });

  it("announces it behind both delays and lists it", async () => {
    const { as, read, registry, networkHelpers } = fixture;
    const announce = ["admin", "listing", "announce", "--proposal", file];
    const refused = await as("bob", ...announce);
    expect(refused.output).to.include("does not hold the role proposer");
    const scheduled = await as("admin", ...announce);
    expect(scheduled.code, scheduled.output).to.equal(0);
    expect(scheduled.output)
      .to.include("at most 2 % of an index in its first four weeks")
      .and.include("Delay: 2 days in the timelock");

    await networkHelpers.time.increase(2n * DAY);
    const announced = await as("bob", "admin", "listing", "list");
    expect(announced.code, announced.output).to.equal(0);
    expect((await registry.component(token)).status).to.equal(0n);
    const pending = await read("admin", "pending");
    expect(pending.output).to.include("announced listings").and.include("when  from");
    expect((await as("bob", "admin", "listing", "list")).output).to.include("Nothing is due.");

    await networkHelpers.time.increase(2n * DAY);
    const listed = await as("bob", "admin", "listing", "list");
    expect(listed.code, listed.output).to.equal(0);
    expect((await registry.component(token)).status).to.equal(BUYABLE);
    expect((await read("admin", "pending")).output).to.include("Nothing waits.");
  });

  it("publishes a book of all components, and no second one of as many", async () => {
    const { as, registry, ethers } = fixture;
    const { code, output } = await as("bob", "book", "publish");
    expect(code, output).to.equal(0);
    expect(output).to.include("Publishes a book of 7 components");
    const book = await registry.book();
    expect(book).not.to.equal(ethers.ZeroAddress);
    const again = await as("bob", "book", "publish");
    expect(again.code, again.output).to.equal(0);
    expect(again.output).to.include("The present book has all 7 components");
    expect(await registry.book()).to.equal(book);
  });

  it("refuses a proposal that is malformed, or of another deployment", async () => {
    const { as } = fixture;
    const text = await readFile(file, "utf8");
    for (const [changed, cause] of [
      [text.replace('"heartbeat": 86400', '"heartbeat": "a day"'), "listings.0.heartbeat"],
      [text.replace('"chainId": 31337', '"chainId": 1'), "on chain 1"],
      ["{", "is no proposal"],
    ]) {
      await writeFile(file, changed);
      const { code, output } = await as(
        "admin",
        "admin",
        "listing",
        "announce",
        "--proposal",
        file,
      );
      expect(code, output).to.equal(2);
      expect(output).to.include(cause);
    }
  });
});
