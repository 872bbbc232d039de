import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";

import { MalformedBaselineError, parseBaseline } from "../../bench/report/parseBaseline.ts";
import { renderGasDoc } from "../../bench/report/renderGasDoc.ts";

const root = join(import.meta.dirname, "..", "..");
const committed = (): Promise<string> => readFile(join(root, "bench", "gas.json"), "utf8");

describe("parseBaseline", () => {
  it("reads the committed baseline", async () => {
    expect(parseBaseline(await committed()).rows).to.have.length.greaterThan(0);
  });

  it("names the field that is not what it should be", async () => {
    const baseline = JSON.parse(await committed()) as { rows: { gas: unknown }[] };
    baseline.rows[1].gas = "cheap";
    expect(() => parseBaseline(JSON.stringify(baseline))).to.throw(
      MalformedBaselineError,
      "baseline.rows[1].gas",
    );
  });

  it("refuses what is no JSON", () => {
    expect(() => parseBaseline("{")).to.throw(MalformedBaselineError);
  });
});

describe("renderGasDoc", () => {
  it("makes the committed page from the committed baseline", async () => {
    expect(renderGasDoc(parseBaseline(await committed()))).to.equal(
      await readFile(join(root, "docs", "gas.md"), "utf8"),
    );
  });
});
