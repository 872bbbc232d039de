import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { openOutput } from "../src/openOutput.ts";
import type { Destinations } from "../src/openOutput.ts";

describe("openOutput", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-output-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const refusal = async (destinations: Destinations): Promise<string> => {
    try {
      await openOutput(destinations);
      return "";
    } catch (error) {
      return String(error);
    }
  };

  it("writes the report as JSON, numbers beyond a float's as text", async () => {
    const json = join(directory, "report.json");
    const { writeJson } = await openOutput({ json });
    await writeJson({ amount: 10n ** 20n, part: 0.5 });
    expect(await readFile(json, "utf8")).to.equal(
      '{\n  "amount": "100000000000000000000",\n  "part": 0.5\n}\n',
    );
  });

  it("leaves no file before there is a report, and does not touch one that is there", async () => {
    const [json, svg] = [join(directory, "report.json"), join(directory, "chart.svg")];
    await writeFile(svg, "earlier");
    await openOutput({ json, files: { "--svg": svg } });
    expect(await readdir(directory)).to.deep.equal(["chart.svg"]);
    expect(await readFile(svg, "utf8")).to.equal("earlier");
  });

  it("makes a folder that is not there, and leaves nothing in it", async () => {
    const snapshots = join(directory, "a", "b");
    await openOutput({ folders: { "--snapshots": snapshots } });
    expect(await readdir(snapshots)).to.deep.equal([]);
  });

  it("refuses a folder, a missing folder and a path through a file, with the flag", async () => {
    await mkdir(join(directory, "folder"));
    await writeFile(join(directory, "file"), "");
    const folder = join(directory, "folder");
    expect(await refusal({ json: folder })).to.include(
      `Commands.UnusableOptionError: --json: ${folder} cannot be written: it is a folder`,
    );
    expect(await refusal({ files: { "--svg": join(directory, "no", "a.svg") } })).to.include(
      `--svg: ${join(directory, "no", "a.svg")} cannot be written: there is no folder ${join(directory, "no")}`,
    );
    expect(await refusal({ folders: { "--snapshots": join(directory, "file", "x") } })).to.include(
      "--snapshots: no file can be written in",
    );
    expect(await refusal({ folders: { "--snapshots": join(directory, "file") } })).to.include(
      "a part of the path is a file",
    );
  });
});
