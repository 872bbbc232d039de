import { expect } from "chai";
import { MalformedJsonError, PermanentError } from "../../src/units/errors.ts";
import { parseJson } from "../../src/units/parseJson.ts";

describe("parseJson", () => {
  it("reads what JSON.parse reads, and a byte order mark before it", () => {
    for (const text of [
      '{"a":[1,-2.5e-3,true,false,null,"x\\n\\u00e9\\"",{}],"b":{"a":[]}}',
      " [ ]\n",
      '"text"',
      "0",
      '{"__proto__":1}',
    ]) {
      expect(parseJson(text)).to.deep.equal(JSON.parse(text));
      expect(parseJson(`\uFEFF${text}`)).to.deep.equal(JSON.parse(text));
    }
  });

  for (const [title, text, fault] of [
    [
      "F14 a key that is there twice",
      '{\n  "size": 5,\n  "size": 6\n}',
      "line 3, column 3: expected each key once",
    ],
    [
      "F14 one that is written otherwise",
      '{"a":1,"\\u0061":2}',
      "line 1, column 8: expected each key once",
    ],
    ["F14 a trailing comma", '{\n"a": 1,\n}', "line 3, column 1: expected a key in double quotes"],
    ["a missing comma", "[1\n 2]", "line 2, column 2: expected a comma or ]"],
    ["a missing colon", '{"a" 1}', "line 1, column 6: expected a colon"],
    ["a missing brace", '{"a":1', "line 1, column 7: expected a comma or }, found the end"],
    ["a number with a leading zero", "[01]", "line 1, column 2: expected a value"],
    ["a word that is none", "nulls", "line 1, column 1: expected a value"],
    ["single quotes", "{'a':1}", "line 1, column 2: expected a key in double quotes"],
    ["a raw line end in a text", '["a\nb"]', "line 1, column 2: expected a value"],
    ["a second document", "{}\n{}", "line 2, column 1: expected the end of the document"],
    ["nothing", "", "line 1, column 1: expected a value, found the end"],
    ["endless depth", "[".repeat(100_000), "column 66: expected less depth"],
  ] as const)
    it(`refuses ${title}, with line and column`, () => {
      expect(() => parseJson(text)).to.throw(MalformedJsonError, fault);
    });

  it("is for good: no second try reads it otherwise", () => {
    expect(() => parseJson("{")).to.throw(PermanentError);
  });

  it("refuses what JSON.parse refuses, and reads the same, for many broken documents", () => {
    const text = '{"a":[1,-2.5,{"b":"x\\u00e9"},null],"c":{"d":true}}';
    for (let at = 0; at < text.length; at += 1)
      for (const piece of ["", ",", '"', "{", "]", "0", " ", "e"]) {
        const broken = text.slice(0, at) + piece + text.slice(at + 1);
        expect(
          outcomeOf(() => parseJson(broken)),
          broken,
        ).to.deep.equal(outcomeOf(() => JSON.parse(broken) as unknown));
      }
  });
});

function outcomeOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return "refused";
  }
}
