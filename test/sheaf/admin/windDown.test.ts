import { expect } from "chai";

import { DAY } from "../../fixtures/indexFixture.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

type Printed = { calls: { to: string; data: string; related: { to: string; data: string }[] }[] };

describe("sheaf admin wind-down", function () {
  this.timeout(120_000);
  let fixture: AdminFixture;

  before(async () => {
    fixture = await adminFixture();
  });
  after(() => fixture.end());

  it("prints as calldata exactly what is sent, now and after the delay, and sends nothing", async () => {
    const { as, read, timelock, ethers, networkHelpers } = fixture;
    const words = ["admin", "wind-down", "--vault", fixture.vaultAt];
    const printed = await read(...words, "--calldata");
    expect(printed.code, printed.output).to.equal(0);
    const [call] = (printed.json as Printed).calls;
    expect(printed.output).to.include(`target    ${call.to}`).and.include(`calldata  ${call.data}`);
    expect((await read("admin", "pending")).output).to.include("Nothing waits.");

    const sent = (await as("admin", ...words)).json as { sent: string[] };
    const schedule = await ethers.provider.getTransaction(sent.sent[0]);
    expect(schedule?.to).to.equal(await timelock.getAddress());
    expect(schedule?.data).to.equal(call.data);

    await networkHelpers.time.increase(2n * DAY);
    const carried = (await as("bob", "admin", "execute")).json as { sent: string[] };
    const execute = await ethers.provider.getTransaction(carried.sent[0]);
    expect(execute?.to).to.equal(call.related[1].to);
    expect(execute?.data).to.equal(call.related[1].data);
  });

  it("leaves an index that is wound down, whose holders leave with every component", async () => {
    const { vault, signers, as } = fixture;
    expect(await vault.windingDown()).to.equal(true);
    const { alice } = signers;
    const shares = await vault.balanceOf(alice);
    const held = await vault.previewRedeem(shares);
    await vault.connect(alice).redeem(shares, alice, alice);
    expect(await vault.balanceOf(alice)).to.equal(0n);
    expect(held.every((amount) => amount > 0n)).to.equal(true);

    const again = await as("admin", "admin", "wind-down", "--vault", fixture.vaultAt);
    expect(again.code).to.equal(2);
    expect(again.output)
      .to.include("The index is being wound down")
      .and.include("Nothing was signed");
  });
});
