import { expect } from "chai";

import { DAY, WAD } from "../../fixtures/indexFixture.ts";
import { actAsTimelock } from "../../fixtures/actAsTimelock.ts";
import { feeTerms } from "../../fixtures/feeTerms.ts";
import { listingOf } from "../../../deploy/listingOf.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

type Waiting = { pending: { kind: string; id: string; calls: { does: string }[] }[] };

describe("sheaf admin cancel", function () {
  this.timeout(120_000);
  let fixture: AdminFixture;

  before(async () => {
    fixture = await adminFixture();
  });
  after(() => fixture.end());

  async function waiting(): Promise<Waiting["pending"]> {
    const { json } = await fixture.read("admin", "pending");
    return (json as Waiting).pending;
  }

  it("A-2 cancels an operation of the timelock, which is then not carried out", async () => {
    const { as, networkHelpers, vault } = fixture;
    const words = ["admin", "wind-down", "--vault", fixture.vaultAt];
    expect((await as("admin", ...words)).code).to.equal(0);
    const [operation] = await waiting();
    expect(operation.calls[0].does).to.include("Winds the index down, for good");

    const cancel = ["admin", "cancel", "--operation", operation.id];
    const refused = await as("admin", ...cancel);
    expect(refused.code).to.equal(2);
    expect(refused.output).to.include("does not hold the role guardian");
    const cancelled = await as("guardian", ...cancel);
    expect(cancelled.code, cancelled.output).to.equal(0);
    expect(cancelled.output).to.include("Cancelled would be: Winds the index down");
    expect(await waiting()).to.deep.equal([]);

    await networkHelpers.time.increase(2n * DAY);
    expect((await as("bob", "admin", "execute")).output).to.include("Nothing is due.");
    expect(await vault.windingDown()).to.equal(false);
  });

  it("cancels announced listings and announced fees", async () => {
    const { as, registry, vault, market, signers } = fixture;
    const admin = await actAsTimelock(fixture);
    const [name] = market.names.values();
    await registry.connect(admin).announceListings([{ ...listingOf(name), maxWeight: WAD / 10n }]);
    await vault.connect(admin).announceFees(feeTerms([signers.alice, signers.bob]));
    const [listings, fees] = await waiting();
    expect([listings.kind, fees.kind]).to.deep.equal(["listings", "fees"]);
    expect(listings.calls[0].does).to.include("at most 10 % of an index");

    for (const words of [
      ["--listings", listings.id],
      ["--fees", fixture.vaultAt],
    ]) {
      const { code, output } = await as("guardian", "admin", "cancel", ...words);
      expect(code, output).to.equal(0);
    }
    expect(await waiting()).to.deep.equal([]);
  });

  it("refuses what does not wait, and more than one thing at a time", async () => {
    const { as } = fixture;
    const id = `0x${"ab".repeat(32)}`;
    const unknown = await as("guardian", "admin", "cancel", "--operation", id);
    expect(unknown.code).to.equal(2);
    expect(unknown.output).to.include("That does not wait");
    const both = ["--operation", id, "--listings", id];
    const twice = await as("guardian", "admin", "cancel", ...both);
    expect(twice.code).to.equal(2);
    expect(twice.output).to.include("give one of --operation, --listings and --fees");
  });
});
