import { PassThrough } from "node:stream";

import { expect } from "chai";

import { showElapsed } from "../src/showElapsed.ts";

/** A stream that is or is not a terminal, and what was written to it. */
function stream(isTTY: boolean): { terminal: NodeJS.WriteStream; written: () => string } {
  const through = new PassThrough();
  const terminal = Object.assign(through, { isTTY }) as PassThrough & NodeJS.WriteStream;
  return { terminal, written: () => String(through.read() ?? "") };
}

describe("showElapsed", () => {
  it("shows the title and the time on a terminal, and clears the line at the end", async () => {
    const { terminal, written } = stream(true);
    expect(await showElapsed("compiling", async () => 7, terminal)).to.equal(7);
    expect(written()).to.equal("\rcompiling, 0 s\r\u001B[K");
  });

  it("writes nothing to a file or a pipe", async () => {
    const { terminal, written } = stream(false);
    expect(await showElapsed("compiling", async () => 7, terminal)).to.equal(7);
    expect(written()).to.equal("");
  });

  it("clears the line where the work fails", async () => {
    const { terminal, written } = stream(true);
    let fault: unknown;
    const work = (): Promise<never> => Promise.reject(new Error("no compiler"));
    await showElapsed("compiling", work, terminal).catch((error: unknown) => (fault = error));
    expect(String(fault)).to.equal("Error: no compiler");
    expect(written()).to.match(/\u001B\[K$/);
  });
});
