import { expect } from "chai";
import { lookBack } from "../../src/rules/lookBack.ts";
import { smallRules } from "./smallRules.ts";

const of = (changes: object): number => lookBack(smallRules({ ...changes })).market;

describe("lookBack", () => {
  it("is nothing for rules that look at today alone", () => {
    expect(lookBack(smallRules())).to.deep.equal({ market: 0, signals: 0 });
    expect(of({ universe: { minimumVolume: "5" }, volatilityObservations: 12 })).to.equal(0);
  });

  it("is the furthest of what screens look at, today apart", () => {
    expect(of({ entryObservations: 2 })).to.equal(1);
    expect(of({ missingObservations: 2 })).to.equal(2);
    expect(of({ universe: { volumeObservations: 4 } })).to.equal(3);
    expect(of({ universe: { listedObservations: 13, volumeObservations: 4 } })).to.equal(12);
    expect(of({ universe: { maximumVolatility: "1" } })).to.equal(11);
    expect(of({ universe: { maximumVolatility: "1" }, volatilityObservations: 26 })).to.equal(25);
    const exposure = { volatilityAbove: "1", maximumEach: "0.1", maximumTotal: "1" };
    expect(of({ exposure, volatilityObservations: 4 })).to.equal(3);
  });

  it("is of signals the latest, or as many as grades are smoothed over", () => {
    const conviction = { exponent: "1", least: "1", most: "1", smoothing: 4, activeShare: "0" };
    const signals = { minimumCoverage: "0.5", maximumOut: "1" };
    expect(lookBack(smallRules({ signals })).signals).to.equal(1);
    expect(lookBack(smallRules({ weighting: "conviction", conviction, signals })).signals).to.equal(
      4,
    );
  });
});
