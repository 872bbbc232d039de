import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { checkBookFile } from "../../cli/deploy/checkBookFile.ts";

const SENT = { nonce: 0, hash: "0x", raw: "0x", gas: "21000" };

describe("npm run deploy, at the usual place of an address book", () => {
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-book-"));
    await writeFile(join(directory, "84532.json"), "{}");
  });
  after(() => rm(directory, { recursive: true }));

  it("refuses to write over the book of another deployment", () => {
    expect(() => checkBookFile(join(directory, "84532.json"), { all: () => [] })).to.throw(
      /is the address book of another deployment on this chain/,
    );
  });

  it("goes on with its own", () => {
    checkBookFile(join(directory, "84532.json"), { all: () => [SENT] });
    checkBookFile(join(directory, "31337.json"), { all: () => [] });
  });
});
