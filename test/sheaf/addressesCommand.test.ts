import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";

import { isWholeBuild } from "../../tools/build/isWholeBuild.ts";
import { sourcifyService } from "../addresses/sourcifyService.ts";
import type { BookFixture } from "../fixtures/bookFixture.ts";
import { bookFixture } from "../fixtures/bookFixture.ts";
import { serveProvider } from "./serveProvider.ts";
import { sheaf } from "./sheaf.ts";

const ROOT = join(import.meta.dirname, "..", "..");

describe("npm run sheaf -- addresses", function () {
  this.timeout(120_000);
  let directory: string;
  let file: string;
  let fixture: BookFixture;
  let node: Server;
  let rpc: string;

  before(async () => {
    fixture = await bookFixture();
    directory = await mkdtemp(join(tmpdir(), "sheaf-addresses-"));
    file = join(directory, "31337.json");
    node = await serveProvider(fixture.provider);
    rpc = `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
  });
  beforeEach(async () => writeFile(file, JSON.stringify(fixture.book)));
  after(async () => {
    node.close();
    await rm(directory, { recursive: true });
  });

  it("checks a book, prints every contract and writes the report", async () => {
    const { code, out, errors } = await sheaf(
      ...["addresses", "check", "--rpc", rpc, "--addresses", file, "--json", "-"],
    );
    expect(code, errors).to.equal(0);
    const report = JSON.parse(out) as { faults: number; addresses: unknown[] };
    expect(report.faults).to.equal(0);
    expect(report.addresses).to.have.lengthOf(21);
    expect(errors)
      .to.match(/^ok +factory +0x\w{40} IndexFactory$/m)
      .and.match(/^ok +deployer +0x\w{40} holds no role$/m)
      .and.include("The address book matches the chain.");
  });

  it("ends with 1 where a fault is found, and names it", async () => {
    const { factory, lens } = fixture.book.contracts;
    const contracts = {
      ...fixture.book.contracts,
      factory: { ...factory, codeHash: lens.codeHash },
    };
    await writeFile(file, JSON.stringify({ ...fixture.book, contracts }));
    const { code, output } = await sheaf("addresses", "check", "--rpc", rpc, "--addresses", file);
    expect(code).to.equal(1);
    expect(output)
      .to.match(/^WRONG +factory /m)
      .and.include(`the book says ${lens.codeHash}`)
      .and.include("1 fault");
  });

  it("ends with 2 where the book or the node cannot be used", async () => {
    await writeFile(file, "{}");
    const malformed = await sheaf("addresses", "check", "--rpc", rpc, "--addresses", file);
    expect(malformed.code).to.equal(2);
    expect(malformed.output).to.include("is no address book");
    const gone = ["--rpc", "http://127.0.0.1:1", "--addresses", file];
    const unreachable = await sheaf("addresses", "check", ...gone);
    expect(unreachable.code).to.equal(2);
    expect(unreachable.output).to.include("does not answer as a node");
  });

  it("verifies the sources at a local service, and asks nothing again", async () => {
    const service = await sourcifyService({ pending: 0 });
    const flags = ["addresses", "verify", "--addresses", file, "--sourcify", service.url];
    const first = await sheaf(...flags, "--poll", "1");
    if (first.code === 2) {
      service.close();
      expect(await isWholeBuild(ROOT), first.output).to.equal(false);
      expect(first.output).to.include("the build gave other bytes than the shipped ones");
      return;
    }
    expect(first.code, first.output).to.equal(0);
    const book = JSON.parse(await readFile(file, "utf8")) as AddressBook;
    const { address, verified } = book.contracts.implementation;
    expect(verified).to.deep.equal([`https://repo.sourcify.dev/31337/${address}`]);
    const asked = service.asked.length;
    const second = await sheaf(...flags, "--json", "-");
    service.close();
    expect(second.code, second.output).to.equal(0);
    expect(service.asked).to.have.lengthOf(asked);
    const states = (JSON.parse(second.out) as { state: string }[]).map(({ state }) => state);
    expect(new Set(states)).to.deep.equal(new Set(["known"]));
  });

  it("finds the book of a network, and says which file is missing", async () => {
    const { code, output } = await sheaf("addresses", "verify", "--network", "sepolia");
    expect(code).to.equal(2);
    expect(output).to.match(/sdk.addresses.11155111\.json cannot be read \(ENOENT\)/);
    const neither = await sheaf("addresses", "verify");
    expect(neither.code).to.equal(2);
    expect(neither.output).to.include("--addresses or --network is needed");
  });

  it("gives the addresses of a local chain to no public service", async () => {
    const { code, output } = await sheaf("addresses", "verify", "--addresses", file);
    expect(code).to.equal(2);
    expect(output).to.include("which no public service reads");
  });
});
