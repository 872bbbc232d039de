import { expect } from "chai";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { hashCanonical } from "../../src/rules/hashCanonical.ts";
import { UnencodableValueError } from "../../src/rules/errors.ts";

describe("canonicalJson", () => {
  it("sorts keys at every depth by UTF-16 code units and writes no spaces", () => {
    const value = {
      b: [{ z: 1, a: null }],
      "\u20ac": true,
      "\ud83d\ude00": false,
      "\ufb33": "x",
      a: "",
    };
    expect(canonicalJson(value)).to.equal(
      '{"a":"","b":[{"a":null,"z":1}],"\u20ac":true,"\ud83d\ude00":false,"\ufb33":"x"}',
    );
  });

  it("orders the keys of RFC 8785, section 3.2.3, as it does", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect([...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).to.deep.equal(
      [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ],
    );
  });

  it("writes the text and the literals of RFC 8785, section 3.2.2, as it does", () => {
    const value = JSON.parse(
      String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    ) as unknown;
    expect(canonicalJson(value)).to.equal(
      String.raw`{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("escapes every control character in its short form or in lower case, and nothing else", () => {
    const short: Record<number, string> = { 8: "b", 9: "t", 10: "n", 12: "f", 13: "r" };
    for (let code = 0; code < 0x20; ++code) {
      const escaped = short[code] ?? `u${code.toString(16).padStart(4, "0")}`;
      expect(canonicalJson(String.fromCharCode(code))).to.equal(`"\\${escaped}"`);
    }
    for (const text of ["\u007f", "\u0080", "\u2028", "\u2029", "\ufeff", "\uffff", "/", "<", "'"])
      expect(canonicalJson(text)).to.equal(`"${text}"`);
  });

  it("keeps a key called __proto__", () => {
    expect(canonicalJson(JSON.parse('{"a":1,"__proto__":2}'))).to.equal('{"__proto__":2,"a":1}');
  });

  it("writes a bigint as a text of its digits and a whole number as it is", () => {
    expect(canonicalJson([10n ** 30n, -5n, 0, -0, -7])).to.equal(
      `["1${"0".repeat(30)}","-5",0,0,-7]`,
    );
  });

  it("escapes text like RFC 8785", () => {
    expect(canonicalJson('\u0000\b\n"\\/\u007f\u20ac')).to.equal(
      '"\\u0000\\b\\n\\"\\\\/\u007f\u20ac"',
    );
  });

  it("allows the same object twice, but no cycle", () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).to.equal('[{"a":1},{"a":1}]');
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).to.throw(UnencodableValueError, "value.self is a cycle");
  });

  const refusals: readonly [title: string, value: unknown, where: string][] = [
    ["a fraction", { price: [0.5] }, "value.price[0] is a number"],
    ["NaN", Number.NaN, "value is a number"],
    ["an infinity", Number.POSITIVE_INFINITY, "value is a number"],
    ["a number too large to be exact", 2 ** 53, "value is a number"],
    ["undefined", { a: undefined }, "value.a is a undefined"],
    ["a hole in a list", new Array(1), "value[0] is a undefined"],
    ["a function", { f: () => 1 }, "value.f is a function"],
    ["a symbol", Symbol("s"), "value is a symbol"],
    ["a symbol key", { [Symbol("s")]: 1 }, "symbol keys"],
    ["a date", new Date(0), "an object of a class"],
    ["a map", new Map(), "an object of a class"],
    ["a set", { ids: new Set(["a"]) }, "value.ids is an object of a class"],
    ["half a surrogate pair", "\ud83d", "half a surrogate pair"],
    ["half a surrogate pair in a key", { "\ude00": 1 }, "half a surrogate pair"],
  ];
  for (const [title, value, where] of refusals) {
    it(`refuses ${title}`, () => {
      expect(() => canonicalJson(value)).to.throw(UnencodableValueError, where);
    });
  }
});

describe("hashCanonical", () => {
  it("is keccak256 of the text", () => {
    // The hash of the two bytes {} by any other implementation.
    expect(hashCanonical({})).to.equal(
      "0xb48d38f93eaa084033fc5970bf96e559c33c4cdc07d889ab00b4d63f9590739d",
    );
  });

  it("does not depend on the order of keys", () => {
    expect(hashCanonical({ a: 1n, b: 2n })).to.equal(hashCanonical({ b: 2n, a: 1n }));
  });
});
