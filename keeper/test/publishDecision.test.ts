import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256 } from "viem";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { hashRules } from "@sheaf/sdk/rules/hashRules";
import { parseRules } from "@sheaf/sdk/rules/parseRules";
import { MalformedSnapshotError } from "@sheaf/sdk/snapshot/errors";
import { parseSnapshot } from "@sheaf/sdk/snapshot/parseSnapshot";
import { publishDecision } from "../src/publishDecision.ts";
import { takeSnapshot } from "../src/decision/takeSnapshot.ts";
import { indexOf, inputsOf, rules } from "./decision/smallIndex.ts";

describe("publishDecision", () => {
  const snapshot = takeSnapshot(inputsOf(indexOf({ "usd-coin": "1" }), { a: 4, b: 3, c: 2, d: 1 }));
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-snapshots-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const read = (name: string): Promise<Buffer> => readFile(join(directory, name));

  it("puts snapshot and rules under the hashes of their bytes, in a form that reads back", async () => {
    await publishDecision(directory, { snapshot, rules });
    const names = [hashCanonical(snapshot), hashRules(rules)];
    expect((await readdir(directory)).sort()).to.deep.equal(
      names.map((hash) => `${hash}.json`).sort(),
    );
    for (const hash of names) expect(keccak256(await read(`${hash}.json`))).to.equal(hash);
    const [first, second] = await Promise.all(names.map((hash) => read(`${hash}.json`)));
    expect(parseSnapshot(JSON.parse(String(first)))).to.deep.equal(snapshot);
    expect(parseRules(JSON.parse(String(second)))).to.deep.equal(rules);
  });

  it("leaves alone what is there, and puts right what is there in other bytes", async () => {
    await publishDecision(directory, { snapshot, rules });
    const path = join(directory, `${hashCanonical(snapshot)}.json`);
    const before = await stat(path);
    await publishDecision(directory, { snapshot, rules });
    expect((await stat(path)).ino).to.equal(before.ino);
    await writeFile(path, "{");
    await publishDecision(directory, { snapshot, rules });
    expect(keccak256(await readFile(path))).to.equal(hashCanonical(snapshot));
    expect(await readdir(directory)).to.have.length(2);
  });

  it("publishes nothing that could not be read back", async () => {
    const broken = { ...snapshot, rows: [...snapshot.rows, ...snapshot.rows] };
    let fault: unknown;
    await publishDecision(directory, { snapshot: broken, rules }).catch((error: unknown) => {
      fault = error;
    });
    expect(fault).to.be.instanceOf(MalformedSnapshotError);
    expect(String(fault)).to.include("$.rows[4].id is not above the one before it");
    expect(await readdir(directory)).to.deep.equal([]);
  });
});
