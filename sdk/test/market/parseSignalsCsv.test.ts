import { expect } from "chai";
import { MalformedFileError } from "../../src/market/errors.ts";
import { parseSignalsCsv } from "../../src/market/parseSignalsCsv.ts";
import { parseVotesCsv } from "../../src/market/parseVotesCsv.ts";
import { signalsKnown } from "../../src/market/signalsKnown.ts";
import { writeSignalsCsv } from "../../src/market/writeSignalsCsv.ts";
import { WAD } from "../../src/units/wad.ts";
import { smallMarket } from "./smallMarket.ts";

const HEADER = "date,id,trend,grade,fundamental\n";

describe("parseSignalsCsv", () => {
  it("reads what was said, date by date, and leaves out what was not", () => {
    const text = `${HEADER}2030-01-07,a,bullish,85.5,70\n2030-01-07,b,,,\n2030-01-14,a,sideways,,0\n`;
    expect(parseSignalsCsv(text, "signals.csv")).to.deep.equal([
      {
        date: "2030-01-07",
        signals: [
          { id: "a", trend: "bullish", grade: (171n * WAD) / 2n, fundamental: 70n * WAD },
          { id: "b" },
        ],
      },
      { date: "2030-01-14", signals: [{ id: "a", trend: "sideways", fundamental: 0n }] },
    ]);
  });

  it("reads back what is written, whatever its order", () => {
    const readings = parseSignalsCsv(
      `${HEADER}2030-01-07,a,bullish,85.5,70\n2030-01-07,b,,,1\n2030-01-14,a,bearish,0,\n`,
      "signals.csv",
    );
    const turned = readings
      .toReversed()
      .map(({ date, signals }) => ({ date, signals: signals.toReversed() }));
    expect(parseSignalsCsv(writeSignalsCsv(turned), "signals.csv")).to.deep.equal(readings);
  });

  const faults: readonly (readonly [string, string, string])[] = [
    ["2030-01-07,a,rising,,", "trend", "bullish, bearish, sideways or nothing"],
    ["2030-01-07,a,bullish,100.1,", "grade", "a grade of 100 at most"],
    ["2030-01-07,a,bullish,,-1", "fundamental", "a grade of zero or more"],
    ["2030-01-07,A,bullish,,", "id", "an id of lower case letters"],
    ["2030-01-06,a,bullish,,\n2030-01-05,a,bullish,,", "date", "dates in ascending order"],
    ["2030-01-07,a,bullish,,\n2030-01-07,a,bearish,,", "id", "each id once a date"],
    ["2030-02-30,a,bullish,,", "date", "a calendar date"],
  ];
  for (const [lines, column, expected] of faults)
    it(`refuses the whole file for ${JSON.stringify(lines)}`, () => {
      expect(() => parseSignalsCsv(`${HEADER}${lines}\n`, "signals.csv"))
        .to.throw(MalformedFileError, expected)
        .with.nested.property("where.column", column);
    });
});

describe("parseVotesCsv", () => {
  it("reads one regime a date, and refuses anything else", () => {
    const read = (lines: string) => parseVotesCsv(`date,regime\n${lines}\n`, "regime-votes.csv");
    expect(read("2030-01-07,bull\n2030-01-14,bear\n2030-01-21,neutral")).to.deep.equal([
      { date: "2030-01-07", regime: "bull" },
      { date: "2030-01-14", regime: "bear" },
      { date: "2030-01-21", regime: "neutral" },
    ]);
    expect(() => read("2030-01-07,up")).to.throw(MalformedFileError, "bull, bear, neutral");
    expect(() => read("2030-01-07,bull\n2030-01-07,bear")).to.throw(MalformedFileError, "once");
  });
});

describe("signalsKnown", () => {
  const at = (date: string) => ({ date, signals: [{ id: "a", trend: "bullish" as const }] });
  const market = {
    ...smallMarket({ "leader-coin": [1, 1, 1] }),
    signals: [at("2030-01-07"), at("2030-01-14"), at("2030-01-28")],
    votes: [{ date: "2030-01-14", regime: "bear" as const }],
  };

  it("knows nothing of the future, and nothing where the date itself has no reading", () => {
    expect(signalsKnown(market, "2030-01-14").signals.map(({ date }) => date)).to.deep.equal([
      "2030-01-07",
      "2030-01-14",
    ]);
    expect(signalsKnown(market, "2030-01-21").signals).to.deep.equal([]);
    expect(signalsKnown(smallMarket({ "leader-coin": [1] }), "2030-01-14")).to.deep.equal({
      signals: [],
      vote: undefined,
    });
  });

  it("takes a vote of the date alone", () => {
    expect(signalsKnown(market, "2030-01-14").vote).to.equal("bear");
    expect(signalsKnown(market, "2030-01-15").vote).to.equal(undefined);
  });
});
