import { expect } from "chai";

import { DAY } from "../../fixtures/indexFixture.ts";
import { adminFixture } from "./adminFixture.ts";
import type { AdminFixture } from "./adminFixture.ts";

describe("sheaf admin signer", function () {
  this.timeout(120_000);
  let fixture: AdminFixture;
  let flags: string[];

  before(async () => {
    fixture = await adminFixture();
    flags = ["--vault", fixture.vaultAt, "--account", fixture.signers.keeper.address];
  });
  after(() => fixture.end());

  it("refuses who is no guardian before signing, and names the guardians", async () => {
    const { as, signers, ethers } = fixture;
    const before = await ethers.provider.getTransactionCount(signers.stranger);
    const { code, output } = await as("stranger", "admin", "signer", "block", ...flags);
    expect(code).to.equal(2);
    expect(output).to.include(
      `${signers.stranger.address} does not hold the role guardian. It is held by ${signers.guardian.address}. Nothing was signed.`,
    );
    expect(await ethers.provider.getTransactionCount(signers.stranger)).to.equal(before);
  });

  it("refuses who is no proposer before signing, and names the proposers", async () => {
    const { as, signers } = fixture;
    const words = ["admin", "wind-down", "--vault", fixture.vaultAt];
    const { code, output } = await as("guardian", ...words);
    expect(code).to.equal(2);
    expect(output).to.include(`the role proposer. It is held by ${signers.admin.address}.`);
  });

  it("blocks a signer at once and unblocks it behind the delay", async () => {
    const { as, vault, signers, networkHelpers } = fixture;
    const blocked = await as("guardian", "admin", "signer", "block", ...flags);
    expect(blocked.code, blocked.output).to.equal(0);
    expect(blocked.output).to.include("Delay: none.").and.include("Only the admin lifts the block");
    expect(await vault.isBlocked(signers.keeper)).to.equal(true);

    const unblock = await as("admin", "admin", "signer", "unblock", ...flags);
    expect(unblock.code, unblock.output).to.equal(0);
    expect(await vault.isBlocked(signers.keeper)).to.equal(true);
    await networkHelpers.time.increase(2n * DAY);
    expect((await as("bob", "admin", "execute")).code).to.equal(0);
    expect(await vault.isBlocked(signers.keeper)).to.equal(false);
  });

  it("carries out batches of one and of two calls, with their salts", async () => {
    const { as, vault, timelock, signers, networkHelpers, ethers } = fixture;
    const people = [signers.keeper, signers.strategist];
    for (const person of people) await vault.connect(signers.guardian).blockSigner(person);
    for (const [salt, batch] of [[signers.keeper], people].entries()) {
      const data = batch.map(({ address }) =>
        vault.interface.encodeFunctionData("unblockSigner", [address]),
      );
      const targets = batch.map(() => fixture.vaultAt);
      const values = batch.map(() => 0n);
      await timelock
        .connect(signers.admin)
        .scheduleBatch(
          targets,
          values,
          data,
          ethers.ZeroHash,
          ethers.toBeHex(salt + 1, 32),
          await timelock.getMinDelay(),
        );
    }
    await networkHelpers.time.increase(2n * DAY);
    const { code, output, json } = await as("bob", "admin", "execute");
    expect(code, output).to.equal(0);
    expect(json).to.have.property("sent").with.lengthOf(2);
    for (const person of people) expect(await vault.isBlocked(person)).to.equal(false);
  });

  it("refuses an address that is no index of the deployment", async () => {
    const { as, signers } = fixture;
    const words = ["--vault", signers.bob.address, "--account", signers.keeper.address];
    const { code, output } = await as("guardian", "admin", "signer", "block", ...words);
    expect(code).to.equal(2);
    expect(output).to.include(`${signers.bob.address} is no index`);
  });
});
