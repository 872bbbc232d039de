import { expect } from "chai";

import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

describe("sheaf pause", function () {
  this.timeout(120_000);
  let fixture: AdminFixture;

  before(async () => {
    fixture = await adminFixture();
  });
  after(() => fixture.end());

  it("stops issuance or trading for 14 days, and says when it can be renewed", async () => {
    const { as, vault, networkHelpers } = fixture;
    for (const what of ["issuance", "trading"]) {
      const { code, output } = await as("guardian", "pause", what, "--vault", fixture.vaultAt);
      expect(code, output).to.equal(0);
      expect(output)
        .to.include("for 14 days")
        .and.match(/redemption/i);
    }
    const now = BigInt(await networkHelpers.time.latest());
    expect(await vault.issuancePausedUntil()).to.be.greaterThan(now);
    expect(await vault.tradingPausedUntil()).to.be.greaterThan(now);

    const again = await as("guardian", "pause", "trading", "--vault", fixture.vaultAt);
    expect(again.code).to.equal(1);
    expect(again.output).to.match(/the next one can begin on \d{4}-\d\d-\d\d/);
  });
});
