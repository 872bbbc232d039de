import { expect } from "chai";

import { DAY, WAD } from "../../fixtures/indexFixture.ts";
import { misbehavingFixture } from "../../fixtures/misbehavingFixture.ts";
import { serveIndex } from "./serveIndex.ts";

const TWO = WAD / 50n; // {1}
const BOUGHT = 199n * 10n ** 6n; // {usdc} a little less than 2 % of NAV

describe("sheaf admin flag clear", function () {
  this.timeout(120_000);
  const load = async () => serveIndex(await misbehavingFixture());
  let fixture: Awaited<ReturnType<typeof load>>;

  before(async () => {
    fixture = await load();
  });
  after(() => fixture.end());

  it("E-16 clears the flag of a component that lost balance, behind the delay, and of no other", async () => {
    const { as, vault, odd, start, buy, seize, pass } = fixture;
    await start({}, [TWO]);
    await buy(odd[0], BOUGHT);
    await seize(odd[0]);
    await pass(DAY + 1n);
    await start({}, [TWO]);
    expect(await vault.isFlagged(odd[0])).to.equal(true);

    const words = ["admin", "flag", "clear", "--vault", fixture.vaultAt, "--component"];
    const other = await as("admin", ...words, await odd[1].getAddress());
    expect(other.code).to.equal(2);
    expect(other.output)
      .to.include("is not flagged in this index")
      .and.include("Nothing was signed");
    const scheduled = await as("admin", ...words, await odd[0].getAddress());
    expect(scheduled.code, scheduled.output).to.equal(0);
    expect(scheduled.output).to.include("later epochs may buy it again");
    expect(await vault.isFlagged(odd[0])).to.equal(true);

    await pass(2n * DAY);
    const carried = await as("stranger", "admin", "execute");
    expect(carried.code, carried.output).to.equal(0);
    expect(await vault.isFlagged(odd[0])).to.equal(false);
  });
});
