import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { expect } from "chai";

import { sheaf } from "../sheaf/sheaf.ts";

const DEPLOYMENTS = join(import.meta.dirname, "..", "..", "deploy", "deployments");
const JOURNAL = join(DEPLOYMENTS, "chain-31337");
const MARK = join(JOURNAL, "somebodys.txt");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** `npm run sheaf -- node`, once it listens. */
async function startNode(port: number): Promise<ChildProcess> {
  const command = ["scripts/sheaf.ts", "node", "--date", "2029-12-01", "--port", String(port)];
  const node = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...command]);
  await once(node.stdout, "data");
  return node;
}

describe("npm run sheaf -- node", function () {
  this.timeout(240_000);
  let node: ChildProcess;
  let port: number;

  before(async () => {
    port = await freePort();
    node = await startNode(port);
    await mkdir(JOURNAL, { recursive: true });
    await writeFile(MARK, "a journal of somebody's");
  });
  after(async () => {
    await rm(MARK);
    if (node.exitCode === null) node.kill();
  });

  it("refuses a port that is taken, in one line", async () => {
    const { code, output } = await sheaf("node", "--port", String(port));
    expect(code).to.equal(2);
    expect(output).to.match(
      /^.*--port: nothing can listen at 127\.0\.0\.1:\d+: the port is taken.*\n$/,
    );
  });

  it("serves a demo once, tells a second one how to start it anew, and leaves every other journal alone", async () => {
    const flags = ["--rpc", `http://127.0.0.1:${port}`, "--weeks", "1", "--components", "4"];
    const first = await sheaf("demo", ...flags);
    expect(first.code, first.output).to.equal(0);
    const [, vault] = /^the index is (0x[0-9a-fA-F]{40})$/m.exec(first.output) ?? [];
    const roles = await sheaf(
      "roles",
      "--rpc",
      `http://127.0.0.1:${port}`,
      "--vault",
      String(vault),
    );
    expect(roles.code, roles.output).to.equal(0);
    expect(await readFile(MARK, "utf8")).to.equal("a journal of somebody's");
    const left = (await readdir(DEPLOYMENTS)).filter((name) => name.startsWith("demo-"));
    expect(left).to.deep.equal([]);

    const second = await sheaf("demo", ...flags);
    expect(second.code).to.equal(2);
    expect(second.output.trimEnd()).to.match(/^error: .*npm run sheaf -- node --date 2029-12-24$/);
  });

  it("ends when it is asked to", async () => {
    node.kill("SIGTERM");
    const [code] = (await once(node, "exit")) as [number];
    expect(code).to.equal(143);
  });
});
