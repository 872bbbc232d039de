import { expect } from "chai";
import { MalformedFileError } from "../../src/market/errors.ts";
import { parseExcludedIds } from "../../src/market/parseExcludedIds.ts";

describe("parseExcludedIds", () => {
  it("joins both lists", () => {
    const ids = parseExcludedIds(
      '{"stablecoins":["some-dollar"],"wrapped_or_derivative":["wrapped-coin","some-dollar"]}',
      "excluded.json",
    );
    expect([...ids]).to.deep.equal(["some-dollar", "wrapped-coin"]);
  });

  it("F11 passes over a byte order mark", () => {
    const text = '\uFEFF{"stablecoins":["tether"],"wrapped_or_derivative":[]}';
    expect([...parseExcludedIds(text, "excluded.json")]).to.deep.equal(["tether"]);
  });

  const refusals: readonly [title: string, text: string, where: string][] = [
    ["text that is not JSON", "stablecoins: none", "column 1: expected a value"],
    [
      "F14 a list that is there twice",
      '{"stablecoins":["tether"],"wrapped_or_derivative":[],"stablecoins":[]}',
      "column 54: expected each key once",
    ],
    [
      "F8 a name in the place of an id",
      '{"stablecoins":["Tether"],"wrapped_or_derivative":[]}',
      'column stablecoins.0: expected an id as the rows have it: lower case letters, digits, dots, dashes and underscores, found "Tether"',
    ],
    [
      "F8 an id with a space",
      '{"stablecoins":[],"wrapped_or_derivative":["tether "]}',
      "column wrapped_or_derivative.0: expected an id",
    ],
    ["a missing list", '{"stablecoins":[]}', "column wrapped_or_derivative"],
    [
      "an id that is no text",
      '{"stablecoins":["a",7],"wrapped_or_derivative":[]}',
      "column stablecoins.1",
    ],
    ["an empty id", '{"stablecoins":[""],"wrapped_or_derivative":[]}', "column stablecoins.0"],
    [
      "an unknown list",
      '{"stablecoins":[],"wrapped_or_derivative":[],"more":[]}',
      "column document",
    ],
    ["a bare list", "[]", "column document"],
  ];
  for (const [title, text, where] of refusals) {
    it(`refuses ${title}`, () => {
      expect(() => parseExcludedIds(text, "excluded.json")).to.throw(
        MalformedFileError,
        `excluded.json, line 1, ${where}`,
      );
    });
  }
});
