import { expect } from "chai";
import { replayIdeal } from "../../src/backtest/replayIdeal.ts";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { smallRules } from "../../../sdk/test/rules/smallRules.ts";
import { smallMarket } from "../../../sdk/test/market/smallMarket.ts";

const show = (wad: bigint): string => formatDecimal(wad, 18, 4);
const PAIR = { size: 2, enterRank: 2, leaveRank: 2, maximumWeight: "1", minimumWeight: "0" };

describe("replayIdeal", () => {
  it("holds what grows with its own market cap and trades nothing", () => {
    const market = smallMarket({ a: [100, 200], b: [100, 100], c: [50, 50] });
    const replay = replayIdeal({ market, rules: smallRules(PAIR) });
    expect(show(replay.return)).to.equal("0.5000");
    expect(replay.trades).to.equal(0);
  });

  it("counts an entry and an exit as one trade each, and scaling as none", () => {
    const market = smallMarket({ a: [300, 300], b: [100, 100], c: [50, 120] });
    const replay = replayIdeal({ market, rules: smallRules(PAIR) });
    expect(replay.trades).to.equal(2);
    expect(show(replay.tradesPerWeek)).to.equal("2.0000");
    expect(show(replay.return)).to.equal("0.0000");
  });

  it("trades back to a maximum only beyond the band", () => {
    const capped = { ...PAIR, maximumWeight: "0.5" };
    const small = smallMarket({ a: [100, 120], b: [100, 100], c: [50, 50] });
    const large = smallMarket({ a: [100, 200], b: [100, 100], c: [50, 50] });
    const noBand = { ...capped, driftRelative: "0", driftAbsolute: "0" };
    expect(replayIdeal({ market: small, rules: smallRules(capped) }).trades).to.equal(0);
    expect(replayIdeal({ market: large, rules: smallRules(capped) }).trades).to.equal(2);
    expect(replayIdeal({ market: small, rules: smallRules(noBand) }).trades).to.equal(2);
  });

  it("keeps what has no row at its last price", () => {
    const market = smallMarket({ a: [100, 100], b: [100, 0], c: [50, 50] });
    const replay = replayIdeal({ market, rules: smallRules(PAIR) });
    expect(replay.trades).to.equal(0);
    expect(show(replay.return)).to.equal("0.0000");
  });
});
