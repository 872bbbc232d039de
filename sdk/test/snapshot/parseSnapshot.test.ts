import { expect } from "chai";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { MalformedSnapshotError } from "../../src/snapshot/errors.ts";
import { parseSnapshot } from "../../src/snapshot/parseSnapshot.ts";
import { smallSnapshot } from "./smallSnapshot.ts";

type Tree = { [key: string]: Tree };

describe("parseSnapshot", () => {
  const document = (): Tree => JSON.parse(canonicalJson(smallSnapshot)) as Tree;

  it("reads back what was written, and writes it again in the same bytes", () => {
    expect(parseSnapshot(document())).to.deep.equal(smallSnapshot);
    expect(canonicalJson(parseSnapshot(document()))).to.equal(canonicalJson(smallSnapshot));
  });

  const set = (path: string, value: unknown): Tree => {
    const changed = document();
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce((tree, key) => tree[key] ?? {}, changed);
    Object.assign(parent, { [last]: value });
    return changed;
  };

  it("reads back what rules that look back depend on, and its absence", () => {
    const full = {
      ...smallSnapshot,
      history: [
        { date: "2029-12-31", rows: smallSnapshot.rows.map((row) => ({ ...row })) },
        { date: "2030-01-06", rows: [] },
      ],
      signals: [{ date: "2030-01-07", signals: [{ id: "alpha", trend: "bullish", grade: 5n }] }],
      vote: "bear",
    } as const;
    const text = canonicalJson(full);
    expect(parseSnapshot(JSON.parse(text))).to.deep.equal(full);
    const faultAt = (changes: object): string => {
      try {
        parseSnapshot(JSON.parse(canonicalJson({ ...full, ...changes })));
      } catch (error) {
        if (error instanceof MalformedSnapshotError) return error.faults[0]?.path ?? "";
        throw error;
      }
      return "";
    };
    const [first, second] = full.history;
    expect(faultAt({ history: [second, first] })).to.equal("$.history[1].date");
    expect(faultAt({ history: [{ ...first, date: "2030-01-07" }] })).to.equal("$.history[0].date");
    expect(faultAt({ history: [{ ...first, rows: first.rows.toReversed() }] })).to.equal(
      "$.history[0].rows[1].id",
    );
    const [reading] = full.signals;
    expect(faultAt({ signals: [{ ...reading, date: "2030-01-08" }] })).to.equal(
      "$.signals[0].date",
    );
    const twice = [...reading.signals, ...reading.signals];
    expect(faultAt({ signals: [{ ...reading, signals: twice }] })).to.equal(
      "$.signals[0].signals[1].id",
    );
    expect(faultAt({ vote: "up" })).to.equal("$.vote");
  });

  for (const [title, changed, path] of [
    ["another version", set("version", 2), "$.version"],
    ["a field of its own", set("note", "x"), "$"],
    ["a date that is none", set("asOf", "2030-02-30"), "$.asOf"],
    ["an amount as a number", set("supply", 5), "$.supply"],
    ["an amount with a leading zero", set("supply", "05"), "$.supply"],
    ["a negative amount", set("supply", "-5"), "$.supply"],
    ["an amount in hexadecimal", set("supply", "0x5"), "$.supply"],
    ["an amount that no contract holds", set("supply", "1".repeat(79)), "$.supply"],
    ["half an address", set("holdings.0.token", "0x22"), "$.holdings[0].token"],
    ["an address without its checksum", set("vault", `0x${"ab".repeat(20)}`), "$.vault"],
    ["a hash in capitals", set("block.hash", `0x${"AB".repeat(32)}`), "$.block.hash"],
    ["an unknown status", set("listings.1.status", "sold"), "$.listings[1].status"],
    ["an unknown regime", set("regime.value", "up"), "$.regime.value"],
    ["an id with capitals", set("excluded.0", "Tether"), "$.excluded[0]"],
    ["rows out of order", set("rows.0.id", "gamma"), "$.rows[1].id"],
    ["a row twice", set("rows.1.id", "alpha"), "$.rows[1].id"],
    ["a row of a later date", set("rows.1.date", "2030-01-08"), "$.rows[1].date"],
    ["a close of the day itself", set("closes.1.date", "2030-01-07"), "$.closes[1].date"],
    ["closes out of order", set("closes.0.date", "2030-01-07"), "$.closes[1].date"],
    ["an exclusion twice", set("excluded.1", "tether"), "$.excluded[1]"],
    ["a holding twice", set("holdings.1.token", `0x${"2".repeat(40)}`), "$.holdings[1].token"],
    [
      "one token for two ids",
      set("components.1.token", `0x${"3".repeat(40)}`),
      "$.components[1].token",
    ],
    [
      "a holding without a listing",
      set("holdings.1.token", `0x${"4".repeat(40)}`),
      "$.holdings[1].token",
    ],
    ["a missing section", set("closes", undefined), "$.closes"],
  ] as const)
    it(`refuses ${title} and names the path`, () => {
      let fault: unknown;
      try {
        parseSnapshot(changed);
      } catch (error) {
        fault = error;
      }
      expect(fault).to.be.instanceOf(MalformedSnapshotError);
      expect((fault as MalformedSnapshotError).faults[0]?.path).to.equal(path);
    });
});
