import { expect } from "chai";

import { changeSince } from "../../src/model/price/changeSince.ts";
import { nextCheck } from "../../src/model/price/nextCheck.ts";

const WAD = 10n ** 18n;
const DAY = 86_400n;
const NOW = 100n * DAY;
const record = (age: bigint, dollars: bigint, navComplete = true) => ({
  startedAt: NOW - age,
  navPerShare: dollars * WAD,
  navComplete,
});

describe("changeSince", () => {
  const now = { navPerShare: 110n * WAD, navComplete: true, now: NOW };

  it("is against the record whose age is nearest to a day", () => {
    const records = [record(9n * DAY, 80n), record(2n * DAY, 100n), record(60n, 111n)];
    expect(changeSince({ ...now, records })).to.deep.equal({
      part: WAD / 10n,
      since: NOW - 2n * DAY,
      bound: "exact",
    });
  });

  it("takes a record of the last hours only where there is no older one", () => {
    expect(changeSince({ ...now, records: [record(60n, 100n)] })?.part).to.equal(WAD / 10n);
    const records = [record(7n * DAY, 88n), record(60n, 100n)];
    expect(changeSince({ ...now, records })?.part).to.equal(WAD / 4n);
  });

  it("passes over records that did not count a token", () => {
    const records = [record(9n * DAY, 100n), record(DAY, 50n, false)];
    expect(changeSince({ ...now, records })?.since).to.equal(NOW - 9n * DAY);
  });

  it("is a lower bound while a token has no price", () => {
    const records = [record(DAY, 100n)];
    expect(changeSince({ ...now, navComplete: false, records })?.bound).to.equal("at least");
  });

  it("is unknown without a record, not zero", () => {
    expect(changeSince({ ...now, records: [] })).to.equal(undefined);
    expect(changeSince({ ...now, records: [record(DAY, 1n, false)] })).to.equal(undefined);
  });
});

describe("nextCheck", () => {
  it("is at the time of week of the last start", () => {
    expect(nextCheck(NOW - 2n * DAY, NOW)).to.equal(5n * DAY);
    expect(nextCheck(NOW - 16n * DAY, NOW)).to.equal(5n * DAY);
    expect(nextCheck(0n, NOW)).to.equal(undefined);
  });
});
