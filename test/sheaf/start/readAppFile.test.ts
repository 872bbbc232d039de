import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readAppFile } from "../../../cli/start/server/readAppFile.ts";

describe("readAppFile", () => {
  let root: string;
  let dist: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "sheaf-dist-"));
    dist = join(root, "dist");
    await mkdir(join(dist, "assets"), { recursive: true });
    await writeFile(join(dist, "index.html"), "the app");
    await writeFile(join(dist, "exit.html"), "the exit");
    await writeFile(join(dist, "assets", "index-1a2b.js"), "code");
    await writeFile(join(root, "secret.json"), "{}");
  });
  after(() => rm(root, { recursive: true }));

  const textOf = async (path: string) => (await readAppFile(dist, path))?.body.toString();

  it("shows the app at every route, and the exit at its own", async () => {
    for (const path of ["/", "/i/31337/0xabc", "/exits", "/settings"])
      expect(await textOf(path), path).to.equal("the app");
    for (const path of ["/exit", "/exit/0xabc"])
      expect(await textOf(path), path).to.equal("the exit");
  });

  it("lets browsers keep files that are named by their content, and no page", async () => {
    const script = await readAppFile(dist, "/assets/index-1a2b.js");
    expect(script?.type).to.equal("text/javascript; charset=utf-8");
    expect(script?.cache).to.equal("immutable");
    expect(await readAppFile(dist, "/")).not.to.have.property("cache");
  });

  it("reads no file outside its folder, and none of an unknown kind", async () => {
    await writeFile(join(dist, "notes.pem"), "key");
    for (const path of ["/../secret.json", "/assets/../../secret.json", "/notes.pem", "/no.js"])
      expect(await readAppFile(dist, path), path).to.equal(undefined);
  });

  it("has nothing where the app is not built", async () => {
    expect(await readAppFile(join(root, "none"), "/")).to.equal(undefined);
  });
});
