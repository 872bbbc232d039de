import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { openJournal } from "@sheaf/mutate/openJournal";
import { UnusableRunError } from "@sheaf/mutate/UnusableRunError";
import { resultOf } from "./resultOf.ts";

describe("openJournal", () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-journal-"));
    file = join(directory, "journal.jsonl");
  });
  afterEach(() => rm(directory, { recursive: true }));

  async function refusal(digest: string): Promise<unknown> {
    try {
      await openJournal(file, digest);
    } catch (error) {
      return error;
    }
    return undefined;
  }

  it("gives back what was written, by id", async () => {
    const journal = await openJournal(file, "digest");
    expect(journal.done.size).to.equal(0);
    const results = [resultOf("one", "killed"), resultOf("two", "survived")];
    for (const result of results) await journal.write(result);
    expect([...(await openJournal(file, "digest")).done.values()]).to.deep.equal(results);
  });

  it("forgets a line that was being written when the run was interrupted, and goes on after it", async () => {
    await (await openJournal(file, "digest")).write(resultOf("one", "killed"));
    await appendFile(file, '{"id":"tw');
    const journal = await openJournal(file, "digest");
    expect([...journal.done.keys()]).to.deep.equal(["one"]);
    await journal.write(resultOf("two", "survived"));
    expect([...(await openJournal(file, "digest")).done.keys()]).to.deep.equal(["one", "two"]);
  });

  it("refuses results of other contracts or tests", async () => {
    await openJournal(file, "digest");
    expect(await refusal("other"))
      .to.be.instanceOf(UnusableRunError)
      .and.have.property("message")
      .that.includes(file);
  });

  it("refuses a file that is something else, and leaves it as it is", async () => {
    await writeFile(file, "hello\n");
    expect(await refusal("digest")).to.be.instanceOf(UnusableRunError);
    expect(await readFile(file, "utf8")).to.equal("hello\n");
  });

  it("writes nothing without a file", async () => {
    await (await openJournal(undefined, "digest")).write(resultOf("one", "killed"));
    expect((await openJournal(undefined, "digest")).done.size).to.equal(0);
  });
});
