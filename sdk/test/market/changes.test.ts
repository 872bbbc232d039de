import { expect } from "chai";
import { applyChanges } from "../../src/market/applyChanges.ts";
import { checkContinuity } from "../../src/market/checkContinuity.ts";
import {
  MalformedFileError,
  UnexplainedChangeError,
  UnusableChangeError,
} from "../../src/market/errors.ts";
import { parseChangesCsv } from "../../src/market/parseChangesCsv.ts";
import { parseMarketCsv } from "../../src/market/parseMarketCsv.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import type { AssetChange } from "../../src/market/parseChangesCsv.ts";
import type { Market } from "../../src/market/market.ts";

const HEADER = "date,id,successor,factor";

function marketOf(...lines: readonly string[]): Market {
  const text = ["date,id,price_usd,market_cap_usd,volume_24h_usd", ...lines].join("\n");
  return {
    name: "test",
    modelled: false,
    leader: "bitcoin",
    weeks: parseMarketCsv(text, "m.csv"),
    leaderCloses: [],
    excluded: new Set(),
  };
}

function changesOf(...lines: readonly string[]): AssetChange[] {
  return parseChangesCsv([HEADER, ...lines].join("\n"), "changes.csv");
}

function pricesOf({ weeks }: Market): string[] {
  return weeks.flatMap(({ rows }) =>
    rows.map(({ date, id, price }) => `${date} ${id} ${formatDecimal(price, 18, 4)}`),
  );
}

/** A redenomination of a thousand to one: price up 514 times, market cap down. */
const REDENOMINATED = marketOf(
  "2020-09-01,coin,0.01999645,264000000,1",
  "2020-09-08,coin,10.2815413,141000000,1",
);

describe("checkContinuity", () => {
  it("F6 refuses by name a price and a market cap that part by 100 times", () => {
    expect(() => {
      checkContinuity(REDENOMINATED.weeks, []);
    }).to.throw(
      UnexplainedChangeError,
      "coin from 2020-09-01 to 2020-09-08: price 0.01999645 to 10.2815413, market cap 264000000 to 141000000",
    );
    const other = marketOf("2022-05-30,coin,2,500,1", "2022-06-06,coin,0.0021,480,1");
    expect(() => {
      checkContinuity(other.weeks, []);
    }).to.throw(UnexplainedChangeError, "coin from 2022-05-30 to 2022-06-06");
  });

  it("lets pass what parts by less, what moves together over more than two weeks, and what has no market cap", () => {
    const apart = (price: string, cap: string, date = "2030-01-14"): boolean => {
      const { weeks } = marketOf("2030-01-07,a,1,1000,1", `${date},a,${price},${cap},1`);
      try {
        checkContinuity(weeks, []);
        return false;
      } catch {
        return true;
      }
    };
    expect(apart("99.99", "1000")).to.equal(false);
    expect(apart("100", "1000")).to.equal(true);
    expect(apart("0.01", "1000")).to.equal(true);
    expect(apart("0.0101", "10.1")).to.equal(false);
    expect(apart("0.01", "10")).to.equal(true);
    expect(apart("0.01", "10", "2030-01-21")).to.equal(true);
    expect(apart("0.01", "10", "2030-01-22")).to.equal(false);
    expect(apart("1000", "0")).to.equal(false);
  });

  it("refuses a price that is a millionth for one date, with its market cap, and comes back", () => {
    const { weeks } = marketOf(
      "2021-07-05,mirrored,153.36561888,3587795,1",
      "2021-07-12,mirrored,0.00000441,0.0917,1",
      "2021-07-19,mirrored,138.58879761,3308634,1",
    );
    expect(() => {
      checkContinuity(weeks, []);
    })
      .to.throw(UnexplainedChangeError)
      .with.property("findings")
      .with.lengthOf(2);
  });

  it("looks over gaps, and at every id", () => {
    const { weeks } = marketOf(
      "2030-01-07,a,1,1000,1",
      "2030-01-07,b,1,1000,1",
      "2030-01-14,a,1,0,1",
      "2030-01-21,a,1000,1000,1",
      "2030-01-21,b,1,100000,1",
    );
    expect(() => {
      checkContinuity(weeks, []);
    })
      .to.throw(UnexplainedChangeError)
      .with.property("findings")
      .with.lengthOf(2);
  });

  it("F6 takes a factor of one for a voucher, of that id and that date alone", () => {
    const check = (line: string) => () => {
      checkContinuity(REDENOMINATED.weeks, changesOf(line));
    };
    expect(check("2020-09-08,coin,,1")).not.to.throw();
    expect(check("2020-09-02,coin,,1")).not.to.throw();
    for (const line of ["2020-09-01,coin,,1", "2020-09-09,coin,,1", "2020-09-08,other,,1"])
      expect(check(line), line).to.throw(UnexplainedChangeError);
  });
});

describe("applyChanges", () => {
  it("F6 gives earlier prices in the new unit by a factor, so that the return is the real one", () => {
    const changes = changesOf("2020-09-08,coin,,0.001");
    const changed = applyChanges(REDENOMINATED, changes);
    checkContinuity(changed.weeks, changes);
    expect(pricesOf(changed)).to.deep.equal(["2020-09-01 coin 19.9964", "2020-09-08 coin 10.2815"]);
    const [before, after] = changed.weeks.map(({ rows }) => rows[0]!.price);
    expect((after! * 10_000n) / before!).to.equal(5141n); // -48.6 %, and not 514 times as much
    expect(changed.weeks[0]!.rows[0]!.marketCap).to.equal(264_000_000n * 10n ** 18n);
  });

  it("F6 does so the other way, and refuses a factor that is upside down", () => {
    const market = marketOf("2022-05-30,coin,2,500,1", "2022-06-06,coin,0.0021,480,1");
    const right = changesOf("2022-06-06,coin,,1000");
    checkContinuity(applyChanges(market, right).weeks, right);
    expect(pricesOf(applyChanges(market, right))[0]).to.equal("2022-05-30 coin 0.0020");
    const wrong = changesOf("2022-06-06,coin,,0.001");
    expect(() => {
      checkContinuity(applyChanges(market, wrong).weeks, wrong);
    }).to.throw(UnexplainedChangeError);
  });

  it("F6 goes on under a successor's id, in rows, signals and exclusions, and passes over what the old id still has", () => {
    const market = {
      ...marketOf(
        "2030-01-07,old,2,100,1",
        "2030-01-14,old,2,100,1",
        "2030-01-14,new,1,100,1",
        "2030-01-21,newest,1,90,1",
      ),
      excluded: new Set(["old"]),
      signals: ["2030-01-07", "2030-01-14"].map((date) => ({
        date,
        signals: [{ id: "old", trend: "bullish" as const }],
      })),
    };
    const changed = applyChanges(
      market,
      changesOf("2030-01-21,new,newest,", "2030-01-14,old,new,2"),
    );
    expect(pricesOf(changed)).to.deep.equal([
      "2030-01-07 newest 1.0000",
      "2030-01-14 newest 1.0000",
      "2030-01-21 newest 1.0000",
    ]);
    expect([...changed.excluded]).to.deep.equal(["old", "newest"]);
    expect(changed.signals?.map(({ signals }) => signals.map(({ id }) => id))).to.deep.equal([
      ["newest"],
      [],
    ]);
  });

  it("refuses a successor that has rows of its own before", () => {
    const market = marketOf("2030-01-07,old,2,100,1", "2030-01-07,new,1,100,1");
    expect(() => applyChanges(market, changesOf("2030-01-14,old,new,"))).to.throw(
      UnusableChangeError,
      "two rows of new on 2030-01-07",
    );
  });

  it("gives a market without changes back as it is", () => {
    expect(applyChanges(REDENOMINATED, [])).to.equal(REDENOMINATED);
  });
});

describe("parseChangesCsv", () => {
  it("reads changes ascending by date, an empty factor as none and an empty successor as the id", () => {
    expect(changesOf("2030-01-14,b,c,", "2030-01-07,a,,0.001", "", "")).to.deep.equal([
      { date: "2030-01-07", id: "a", successor: "a", factor: 10n ** 15n },
      { date: "2030-01-14", id: "b", successor: "c", factor: undefined },
    ]);
  });

  for (const [title, line, where] of [
    ["a change of nothing", "2030-01-07,a,,", "column factor"],
    ["an id that is its own successor, and nothing else", "2030-01-07,a,a,", "column factor"],
    ["a factor of zero", "2030-01-07,a,,0", "column factor"],
    ["a date that is none", "2030-02-30,a,b,", "column date"],
    ["an odd id", "2030-01-07,A,b,", "column id"],
    ["an odd successor", "2030-01-07,a,b c,", "column successor"],
  ] as const)
    it(`refuses ${title}`, () => {
      expect(() => changesOf(line)).to.throw(MalformedFileError, `line 2, ${where}`);
    });

  it("refuses an id twice on one date", () => {
    expect(() => changesOf("2030-01-07,a,b,", "2030-01-07,a,c,")).to.throw(
      MalformedFileError,
      "line 3, column id",
    );
  });
});
