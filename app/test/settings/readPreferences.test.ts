import { expect } from "chai";

import { readPreferences } from "../../src/settings/readPreferences.ts";

const DEFAULTS = { theme: "system", rpc: "", slippage: 50, locale: "" };

describe("readPreferences", () => {
  it("has defaults where nothing, or nothing usable, was kept", () => {
    for (const text of [null, "", "{", "[]", "null", "7", '{"theme":"pink"}'])
      expect(readPreferences(text), String(text)).to.deep.equal(DEFAULTS);
  });

  it("replaces a value that cannot be used, and keeps the others", () => {
    const kept = { theme: "dark", rpc: "ftp://node", slippage: 5_000, locale: "de-DE" };
    expect(readPreferences(JSON.stringify(kept))).to.deep.equal({
      ...DEFAULTS,
      theme: "dark",
      locale: "de-DE",
    });
  });

  it("refuses a node that is no web address", () => {
    for (const rpc of ["javascript:alert(1)", "file:///etc/passwd", "node"])
      expect(readPreferences(JSON.stringify({ rpc })).rpc, rpc).to.equal("");
    const rpc = "http://127.0.0.1:8545/";
    expect(readPreferences(JSON.stringify({ rpc })).rpc).to.equal(rpc);
  });
});
