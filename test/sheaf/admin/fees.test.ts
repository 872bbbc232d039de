import { expect } from "chai";

import { DAY } from "../../fixtures/indexFixture.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

const TWO_PERCENT_A_YEAR = 640_623_646n; // D18{1/s} 1 - 0.98^(1 / 31536000), rounded down
const HALF_PERCENT = 5_000n; // {1e6}

describe("sheaf admin fees", function () {
  this.timeout(240_000);
  let fixture: AdminFixture;
  let flags: string[];

  before(async () => {
    fixture = await adminFixture();
    flags = ["--vault", fixture.vaultAt, "--recipient", `${fixture.signers.alice.address}:10000`];
  });
  after(() => fixture.end());

  it("F-1 raises fees behind the timelock's delay and seven days after the announcement", async () => {
    const { as, read, vault, networkHelpers } = fixture;
    const raise = await as(
      "admin",
      "admin",
      "fees",
      ...flags,
      "--yearly",
      "200",
      "--issuance",
      "50",
    );
    expect(raise.code, raise.output).to.equal(0);
    expect(raise.output)
      .to.include("Announces fees of 2 % of the shares a year and 0.5 % of issued shares")
      .and.include(`100 % to ${fixture.signers.alice.address}`)
      .and.include("Delay: 2 days in the timelock");

    const early = await as("stranger", "admin", "execute");
    expect(early.code, early.output).to.equal(0);
    expect(early.output).to.match(/it can be carried out from \d{4}-\d\d-\d\d/);
    expect(early.output).to.include("Nothing is due.");
    expect(early.json).to.deep.equal({ calls: [], sent: [] });

    await networkHelpers.time.increase(2n * DAY);
    const announced = await as("stranger", "admin", "execute");
    expect(announced.code, announced.output).to.equal(0);
    expect(announced.output).to.include("were not announced word for word");
    const waiting = await read("admin", "pending");
    expect(waiting.output)
      .to.match(/announced fees 0x[0-9a-f]{64}\n {2}when {2}from \d{4}-\d\d-\d\d/)
      .and.include("Sets the fees of the index to 2 % of the shares a year");

    const tooEarly = await as("stranger", "admin", "execute");
    expect(tooEarly.output).to.include("The announced fees can be set from");
    await networkHelpers.time.increase(7n * DAY);
    const set = await as("stranger", "admin", "execute");
    expect(set.code, set.output).to.equal(0);
    const terms = await vault.feeTerms();
    expect(terms.streamingRate).to.equal(TWO_PERCENT_A_YEAR);
    expect(terms.issuanceFee).to.equal(HALF_PERCENT);
    expect((await read("admin", "pending")).output).to.include("Nothing waits.");
  });

  it("lowers fees by one operation, and keeps the recipients where none are given", async () => {
    const { as, vault, networkHelpers } = fixture;
    const words = [
      "admin",
      "fees",
      "--vault",
      fixture.vaultAt,
      "--yearly",
      "100",
      "--issuance",
      "0",
    ];
    const lower = await as("admin", ...words);
    expect(lower.code, lower.output).to.equal(0);
    expect(lower.json).to.have.property("sent").with.lengthOf(1);
    await networkHelpers.time.increase(2n * DAY);
    expect((await as("bob", "admin", "execute")).code).to.equal(0);
    const terms = await vault.feeTerms();
    expect(terms.issuanceFee).to.equal(0n);
    expect(terms.recipients.map(({ account }) => account)).to.deep.equal([
      fixture.signers.alice.address,
    ]);
  });

  it("refuses fees over the cap, with the cap", async () => {
    const words = ["--yearly", "301", "--issuance", "0"];
    const { code, output } = await fixture.as("admin", "admin", "fees", ...flags, ...words);
    expect(code).to.equal(2);
    expect(output)
      .to.include("No index charges more than 3 % a year")
      .and.include("Nothing was signed");
  });

  it("schedules the same change a second time once the first was carried out, and not before", async () => {
    const { as, networkHelpers } = fixture;
    const words = ["admin", "fees", ...flags, "--yearly", "50", "--issuance", "0"];
    expect((await as("admin", ...words)).code).to.equal(0);
    const twice = await as("admin", ...words);
    expect(twice.code).to.equal(2);
    expect(twice.output).to.include("The timelock waits with the same call already");
    await networkHelpers.time.increase(2n * DAY);
    expect((await as("admin", "admin", "execute")).code).to.equal(0);
    expect((await as("admin", ...words)).code).to.equal(0);
  });
});
