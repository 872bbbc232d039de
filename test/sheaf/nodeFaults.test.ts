import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { indexFixture } from "../fixtures/indexFixture.ts";
import { serveProvider } from "./serveProvider.ts";
import { sheaf } from "./sheaf.ts";

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe("npm run sheaf, where node, address or files are wrong", function () {
  this.timeout(120_000);
  let directory: string;
  let node: Server;
  let page: Server;
  let vault: string;
  let token: string;

  before(async () => {
    const fixture = await indexFixture();
    [vault, token] = [await fixture.vault.getAddress(), await fixture.market.usdc.getAddress()];
    node = await serveProvider(fixture.provider);
    page = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<html><body>Welcome</body></html>");
    });
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
    directory = await mkdtemp(join(tmpdir(), "sheaf-faults-"));
  });
  after(async () => {
    node.close();
    page.close();
    await rm(directory, { recursive: true });
  });

  /** Exit code 2, one line on standard error and nothing else. */
  async function refusal(...flags: string[]): Promise<string> {
    const { code, output } = await sheaf(...flags);
    expect(code, output).to.equal(2);
    expect(output.trimEnd().split("\n"), output).to.have.lengthOf(1);
    return output;
  }

  const rolesAt = (url: string, address = vault): Promise<string> =>
    refusal("roles", "--vault", address, "--rpc", url);

  it("tells a closed port", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const url = `http://127.0.0.1:${portOf(closed)}`;
    closed.close();
    expect(await rolesAt(url)).to.include(
      `${url} does not answer as a node: nothing listens there`,
    );
    expect(await rolesAt("http://127.0.0.1:1")).to.include("no node may use that port");
  });

  it("tells a web server", async () => {
    expect(await rolesAt(`http://127.0.0.1:${portOf(page)}`)).to.include(
      "a web server answers with a page (status 200)",
    );
  });

  it("tells https to a port that speaks http, and what to write", async () => {
    const port = portOf(node);
    expect(await rolesAt(`https://127.0.0.1:${port}`)).to.include(
      `it does not speak https; write http://127.0.0.1:${port}`,
    );
  });

  it("tells an address without code, with the chain that the node serves", async () => {
    const nobody = "0x00000000000000000000000000000000000000aa";
    expect(await rolesAt(`http://127.0.0.1:${portOf(node)}`, nobody)).to.include(
      "is no index: there is no contract on chain 31337",
    );
  });

  it("tells a contract that is no index", async () => {
    expect(await rolesAt(`http://127.0.0.1:${portOf(node)}`, token)).to.include(
      `${token} is no index: the contract there does not answer as one`,
    );
  });

  it("tells a wrong checksum", async () => {
    const swapped = vault.replace(/[a-fA-F]/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    expect(await rolesAt("http://127.0.0.1:1", swapped)).to.include(
      `--vault: the checksum of ${swapped} is wrong`,
    );
  });

  it("finds a place that cannot be written before it asks the node", async () => {
    const flags = ["--vault", vault, "--rpc", "http://127.0.0.1:1"];
    const json = join(directory, "no", "roles.json");
    expect(await refusal("roles", ...flags, "--json", json)).to.include("--json: ");
    await writeFile(join(directory, "file"), "");
    for (const [command, flag] of [
      [["demo", "--rpc", "http://127.0.0.1:1"], "--snapshots"],
      [["import", "--candles", "nowhere.csv"], "--out"],
    ] as const)
      expect(await refusal(...command, flag, join(directory, "file"))).to.include(`${flag}: `);
    const svg = join(directory, "file", "chart.svg");
    expect(await refusal("backtest", "--svg", svg)).to.include(`--svg: ${svg}`);
    expect(await readdir(directory)).to.deep.equal(["file"]);
  });

  it("writes the report, and nothing else, to standard output with --json -", async () => {
    const flags = ["--vault", vault, "--rpc", `http://127.0.0.1:${portOf(node)}`];
    const { code, out, errors } = await sheaf("roles", ...flags, "--json", "-");
    expect(code, errors).to.equal(0);
    expect(JSON.parse(out)).to.include({ vault });
    expect(errors).to.include("delay of the admin");
  });
});
