import { expect } from "chai";

import { DAY } from "../../fixtures/indexFixture.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

describe("sheaf admin listing freeze and write-off", function () {
  this.timeout(120_000);
  let fixture: AdminFixture;
  let token: string;

  before(async () => {
    fixture = await adminFixture();
    token = fixture.market.names.get("omega")!.token;
  });
  after(() => fixture.end());

  it("freezes a component at once", async () => {
    const { as, registry } = fixture;
    const { code, output } = await as("guardian", "admin", "listing", "freeze", "--token", token);
    expect(code, output).to.equal(0);
    expect(output).to.include("no index buys, sells or values it").and.include("Delay: none.");
    expect(await registry.frozenSince(token)).to.be.greaterThan(0n);
  });

  it("writes a frozen component off after its 14 days, and not before", async () => {
    const { as, vault, networkHelpers } = fixture;
    const words = ["admin", "write-off", "--vault", fixture.vaultAt, "--component", token];
    const scheduled = await as("admin", ...words);
    expect(scheduled.code, scheduled.output).to.equal(0);
    expect(scheduled.output).to.include("must redeem before");

    await networkHelpers.time.increase(3n * DAY);
    const early = await as("bob", "admin", "execute");
    expect(early.code, early.output).to.equal(0);
    expect(early.output).to.include(`${token} can be written off from`);
    const [held] = await vault.basket(await vault.basketId());
    expect(held).to.include(token);

    await networkHelpers.time.increase(11n * DAY);
    const carried = await as("bob", "admin", "execute");
    expect(carried.code, carried.output).to.equal(0);
    const [left] = await vault.basket(await vault.basketId());
    expect(left).to.have.lengthOf(held.length - 1);
    expect(left).not.to.include(token);
  });

  it("refuses to write off what is not in the basket", async () => {
    const words = ["admin", "write-off", "--vault", fixture.vaultAt, "--component", token];
    const { code, output } = await fixture.as("admin", ...words);
    expect(code, output).to.equal(2);
    expect(output).to.include("Nothing was signed");
  });

  it("relists what is frozen with the terms that it had", async () => {
    const { as, read, registry, networkHelpers, directory } = fixture;
    const file = `${directory}/relist.json`;
    const proposed = await read("admin", "listing", "relist", "--token", token, "--out", file);
    expect(proposed.code, proposed.output).to.equal(0);
    const announced = await as("admin", "admin", "listing", "announce", "--proposal", file);
    expect(announced.code, announced.output).to.equal(0);
    for (let step = 0; step < 2; step += 1) {
      await networkHelpers.time.increase(2n * DAY);
      const { code, output } = await as("bob", "admin", "listing", "list");
      expect(code, output).to.equal(0);
    }
    expect(await registry.frozenSince(token)).to.equal(0n);
    expect((await registry.component(token)).maxWeight).to.equal(32n * 10n ** 16n);
  });
});
