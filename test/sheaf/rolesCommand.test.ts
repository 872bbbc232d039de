import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { indexFixture, WAD } from "../fixtures/indexFixture.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { serveProvider } from "./serveProvider.ts";
import { sheaf } from "./sheaf.ts";

const SALT = ZeroHash;

describe("npm run sheaf -- roles", function () {
  this.timeout(120_000);
  let directory: string;
  let fixture: IndexFixture;
  let node: Server;
  let flags: string[];

  before(async () => {
    fixture = await indexFixture();
    directory = await mkdtemp(join(tmpdir(), "sheaf-roles-"));
    node = await serveProvider(fixture.provider);
    const { port } = node.address() as AddressInfo;
    const vault = await fixture.vault.getAddress();
    flags = ["--rpc", `http://127.0.0.1:${port}`, "--vault", vault];
  });
  after(async () => {
    node.close();
    await rm(directory, { recursive: true });
  });

  async function rolesOf(): Promise<{ output: string; report: Record<string, unknown> }> {
    const json = join(directory, "roles.json");
    const { code, output } = await sheaf("roles", ...flags, "--json", json);
    expect(code, output).to.equal(0);
    return { output, report: JSON.parse(await readFile(json, "utf8")) as Record<string, unknown> };
  }

  it("A-2 A-4 prints every holder of every role after set-up, and nothing of the deployer", async () => {
    const { signers, timelock, roles } = fixture;
    const { output, report } = await rolesOf();
    expect(report.holders).to.deep.equal(
      [
        { role: "admin", account: await timelock.getAddress() },
        { role: "guardian", account: signers.guardian.address },
        { role: "keeper", account: signers.keeper.address },
        { role: "strategist", account: signers.strategist.address },
        { role: "canceller", account: await roles.getAddress() },
        { role: "executor", account: ZeroAddress },
        { role: "proposer", account: signers.admin.address },
      ].map((holder) => ({ ...holder, blocked: false, removableAt: "0" })),
    );
    expect(output).not.to.include(signers.deployer.address);
    expect(output)
      .to.include(`keeper      ${signers.keeper.address}\n`)
      .and.include("executor    anyone\n")
      .and.match(/delay of the admin +2 d, by the timelock/)
      .and.match(/announced +nothing/);
  });

  it("A-3 E-4 prints what stolen keys can take, by how far feeds may stand from the market", async () => {
    const { lossLimit, turnoverLimit } = await fixture.vault.constitution();
    const { code, output } = await sheaf("roles", ...flags, "--deviation", "250");
    expect(code, output).to.equal(0);
    const hundredths = (lossLimit + ((turnoverLimit + 2n * WAD) * 25n) / 1000n) / 10n ** 14n;
    expect(output)
      .to.include("while feeds are within 2.50 % of the market")
      .and.match(new RegExp(` ${hundredths / 100n}\\.\\d\\d % of NAV with the keeper's key`))
      .and.match(/ % of NAV with the strategist's alone/);
    const refused = await sheaf("roles", ...flags, "--deviation", "10001");
    expect(refused.code).to.equal(2);
    expect(refused.output).to.include("--deviation takes a whole number from 0 to 10000");
  });

  it("A-3 says who is blocked and under notice, what is paused, and what is announced until it is cancelled", async () => {
    const { vault, roles, timelock, signers } = fixture;
    await vault.connect(signers.guardian).blockSigner(signers.keeper);
    await vault.connect(signers.guardian).pauseTrading();
    await roles.connect(signers.admin).giveNotice(signers.guardian);
    const data = vault.interface.encodeFunctionData("windDown");
    const delay = await timelock.getMinDelay();
    const target = await vault.getAddress();
    await timelock.connect(signers.admin).schedule(target, 0n, data, ZeroHash, SALT, delay);
    const id = await timelock.hashOperation(target, 0n, data, ZeroHash, SALT);

    const { output, report } = await rolesOf();
    expect(output)
      .to.include(`keeper      ${signers.keeper.address} (blocked by the guardian)`)
      .and.match(/guardian +0x\w+ \(under notice, removable from \d{4}-\d\d-\d\d/)
      .and.match(/trading +paused until \d{4}/)
      .and.include(`${id}, can be carried out from`)
      .and.include(`${target} windDown`);
    expect(report.pending).to.have.lengthOf(1);

    await roles.connect(signers.guardian).cancel(id);
    expect((await rolesOf()).output).to.match(/announced +nothing/);
    await vault.connect(await actAsTimelock(fixture)).windDown();
    expect((await rolesOf()).output).to.match(/issuance +ended: the index is being wound down/);
  });

  it("no longer names who lost a role", async () => {
    const { roles, signers } = fixture;
    const role = await roles.hasRole(ZeroHash, signers.keeper);
    expect(role).to.equal(false);
    const keeper = fixture.ethers.id("KEEPER_ROLE");
    await roles.connect(await actAsTimelock(fixture)).revokeRole(keeper, signers.keeper);
    const { output } = await rolesOf();
    expect(output).to.include("keeper      nobody\n");
  });

  for (const [flaw, asked, message] of [
    ["a missing index", ["--rpc", "http://127.0.0.1:1"], "required option '--vault <address>'"],
    [
      "an address that is none",
      ["--rpc", "http://127.0.0.1:1", "--vault", "0x12"],
      "--vault takes",
    ],
    ["an unknown flag", ["--vaults", "0x12"], "--vaults"],
    [
      "a node that is not there",
      ["--rpc", "http://127.0.0.1:1", "--vault", ZeroAddress],
      "http://127.0.0.1:1",
    ],
  ] as const) {
    it(`refuses ${flaw}`, async () => {
      const { code, output } = await sheaf("roles", ...asked);
      expect(code).to.equal(2);
      expect(output).to.include(message);
    });
  }
});
