import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import type { Gate } from "@sheaf/gates/finding";
import { GATES } from "@sheaf/gates/gates";
import { PROJECT_ROOT } from "@sheaf/gates/projectRoot";
import { runGates } from "@sheaf/gates/runGates";
import { runQuietly } from "@sheaf/gates/runQuietly";

const gate = (name: string, check: Gate["check"]): Gate => ({
  name,
  promise: "",
  needsBuild: false,
  check,
});

describe("npm run check", function () {
  this.timeout(60_000);
  const check = (...options: string[]) =>
    runQuietly(process.execPath, ["scripts/check.ts", ...options], PROJECT_ROOT, [0, 1, 2]);

  it("runs every gate, whatever the others find, and takes a gate that breaks for a finding", async () => {
    const lines: string[] = [];
    const results = await runGates(
      [
        gate("finds", () =>
          Promise.resolve({ findings: [{ file: "a.ts", line: 7, message: "is wrong" }] }),
        ),
        gate("breaks", () => Promise.reject(new Error("no tool"))),
        gate("passes", () => Promise.resolve({ findings: [], table: ["one row"] })),
      ],
      PROJECT_ROOT,
      (line) => lines.push(line),
    );

    expect(results.map(({ name, findings }) => [name, findings.length])).to.deep.equal([
      ["finds", 1],
      ["breaks", 1],
      ["passes", 0],
    ]);
    expect(lines).to.include("  finds: a.ts:7: is wrong");
    expect(lines.join("\n")).to.match(/the gate broke: Error: no tool/);
    expect(lines.join("\n")).to.match(/passes +\d+\.\d s {2}ok\n +one row/);
  });

  it("names every gate in its help", async () => {
    const { code, output } = await check("--help");
    expect(code).to.equal(0);
    for (const { name } of GATES) expect(output).to.match(new RegExp(`^ {2}${name} `, "m"));
  });

  it("refuses a gate that there is not", async () => {
    const { code, errors } = await check("--only", "nothing");
    expect(code).to.equal(2);
    expect(errors).to.match(/--only takes one of leftovers, .*, not "nothing"/);
  });

  it("writes what it found as JSON, and fails exactly if it found anything", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sheaf-check-"));
    try {
      const file = join(folder, "check.json");
      const { code } = await check("--only", "licences", "--json", file);
      const summary = JSON.parse(await readFile(file, "utf8")) as {
        readonly passed: number;
        readonly failed: number;
        readonly gates: readonly { readonly name: string; readonly findings: readonly object[] }[];
      };
      expect(summary.gates.map(({ name }) => name)).to.deep.equal(["licences"]);
      expect(summary.passed + summary.failed).to.equal(1);
      expect(code).to.equal(summary.failed);
      expect(summary.failed === 1).to.equal(
        summary.gates.some(({ findings }) => findings.length > 0),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
