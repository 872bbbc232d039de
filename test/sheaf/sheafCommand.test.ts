import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { outputFaults } from "../../tools/docs/outputFaults.ts";
import { publishedFixture } from "./publishedFixture.ts";
import { serveProvider } from "./serveProvider.ts";
import { sheaf } from "./sheaf.ts";

/** Deployments take a block more or less, by the time that they take. */
const withoutBlock = (text: string): string =>
  text.replace(/\d+, 1 before the start in \d+/, "one before the start");

describe("npm run sheaf", function () {
  this.timeout(120_000);
  let directory: string;
  let node: Server;
  let flags: string[];

  before(async () => {
    const { provider, published, inputs } = await publishedFixture();
    directory = await mkdtemp(join(tmpdir(), "sheaf-verify-"));
    for (const [name, bytes] of published) await writeFile(join(directory, name), bytes);
    node = await serveProvider(provider);
    const { port } = node.address() as AddressInfo;
    flags = [
      "--rpc",
      `http://127.0.0.1:${port}`,
      "--vault",
      inputs.vault,
      "--snapshots",
      directory,
    ];
  });
  after(async () => {
    node.close();
    await rm(directory, { recursive: true });
  });

  it("explains itself and its commands", async () => {
    for (const [asked, words] of [
      [["--help"], "verify"],
      [["verify", "--help"], "--without-state"],
    ] as const) {
      const { code, output } = await sheaf(...asked);
      expect(code).to.equal(0);
      expect(output).to.include(words);
    }
  });

  it("verifies an epoch that carries a component, in words and in JSON", async () => {
    const json = join(directory, "report.json");
    const { code, output } = await sheaf("verify", "--epoch", "3", ...flags, "--json", json);
    expect(output)
      .to.match(/^targets +holds .*1 carried/m)
      .and.match(/^verified$/m);
    expect(code).to.equal(0);
    const shown = await readFile("docs/outputs/verify.txt", "utf8");
    const faults = outputFaults(withoutBlock(shown), withoutBlock(output));
    expect(faults, `README shows another output than\n${output}`).to.deep.equal([]);
    const report = JSON.parse(await readFile(json, "utf8")) as Record<string, unknown>;
    expect(report).to.include({ verified: true, epoch: 3, vault: flags[3] });
    expect(report["checks"]).to.have.length(11);
  });

  it("names a document with a changed byte, and fails", async () => {
    const json = join(directory, "report.json");
    await sheaf("verify", "--epoch", "1", ...flags, "--json", json);
    const { snapshotHash } = JSON.parse(await readFile(json, "utf8")) as { snapshotHash: string };
    const path = join(directory, `${snapshotHash}.json`);
    const text = await readFile(path, "utf8");
    const offset = text.indexOf('"marketCap":"2') + 13;
    await writeFile(path, `${text.slice(0, offset)}3${text.slice(offset + 1)}`);
    const { code, output } = await sheaf("verify", "--epoch", "1", ...flags);
    await writeFile(path, text);
    expect(output).to.include(`${snapshotHash}.json: its ${text.length} bytes hash to `);
    expect(output).to.match(/^not verified$/m);
    expect(code).to.equal(1);
  });

  for (const [flaw, changed, message] of [
    ["no command", [], "a command is missing"],
    ["an unknown command", ["prove"], "unknown command 'prove'"],
    ["an epoch that is none", ["verify", "--epoch", "0"], "--epoch takes a whole number from 1"],
    ["an epoch that was not started", ["verify", "--epoch", "9"], "has started epochs 1 to 3"],
    ["an address that is none", ["verify", "--epoch", "1", "--vault", "0x12"], "--vault takes"],
    ["a URL that is none", ["verify", "--epoch", "1", "--rpc", "ws://a"], "--rpc takes"],
    ["a folder that is not there", ["verify", "--epoch", "1", "--snapshots", "no"], "no folder"],
    [
      "a node that is not there",
      ["verify", "--epoch", "1", "--rpc", "http://127.0.0.1:1"],
      "does not answer",
    ],
    ["an unknown flag", ["verify", "--epok", "1"], "--epok"],
  ] as const)
    it(`refuses ${flaw}`, async () => {
      const [command, ...own] = changed;
      const all = command === "verify" ? [command, ...flags, ...own] : [...changed];
      const { code, output } = await sheaf(...all);
      expect(output).to.include(message).and.not.include("    at ");
      expect(code).to.equal(2);
    });
});
