import { expect } from "chai";
import { limitTilt } from "../../src/rules/limitTilt.ts";
import { WAD } from "../../src/units/wad.ts";
import { weightsOf } from "./weightsOf.ts";

type Texts = Readonly<Record<string, string>>;

function tilt(neutral: Texts, wanted: Texts, activeShare: bigint) {
  return limitTilt({ neutral: weightsOf(neutral), wanted: weightsOf(wanted), activeShare });
}

describe("limitTilt", () => {
  const neutral = { a: "0.4", b: "0.3", c: "0.3" };

  it("goes all the way where the active share just allows it, and a part of it beyond", () => {
    const wanted = { a: "0.5", b: "0.3", c: "0.2" };
    expect(tilt(neutral, wanted, WAD / 10n)).to.deep.equal(weightsOf(wanted));
    expect(tilt(neutral, wanted, WAD / 20n)).to.deep.equal(
      weightsOf({ a: "0.45", b: "0.3", c: "0.25" }),
    );
  });

  it("moves no weight up by more than a half, nor down by more than a third", () => {
    expect(tilt(neutral, { a: "0.6", b: "0.2", c: "0.2" }, WAD)).to.deep.equal(
      weightsOf({ a: "0.6", b: "0.2", c: "0.2" }),
    );
    expect(tilt(neutral, { a: "0.8", b: "0.1", c: "0.1" }, WAD)).to.deep.equal(
      weightsOf({ a: "0.6", b: "0.2", c: "0.2" }),
    );
    expect(tilt(neutral, { a: "0.55", b: "0.45", c: "0" }, WAD)).to.deep.equal([
      { id: "a", weight: 449999999999999999n + 1n },
      { id: "b", weight: 349999999999999999n + 1n },
      { id: "c", weight: 200000000000000000n },
    ]);
  });

  it("gives what rounding leaves to those that moved by a fraction, by id, and to nobody else", () => {
    const even = [
      { id: "d", weight: 250000000000000000n },
      { id: "c", weight: 250000000000000000n },
      { id: "b", weight: 250000000000000000n },
      { id: "a", weight: 250000000000000000n },
    ];
    const wanted = [
      { id: "d", weight: 250000000000000000n },
      { id: "c", weight: 250000000000000001n },
      { id: "b", weight: 250000000000000002n },
      { id: "a", weight: 249999999999999997n },
    ];
    const moved = limitTilt({ neutral: even, wanted, activeShare: 2n }); // two thirds of the way
    expect(moved.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
    expect(moved.map(({ id, weight }) => `${id} ${weight - 250000000000000000n}`)).to.deep.equal([
      "a -1",
      "b 1",
      "c 0",
      "d 0",
    ]);
  });
});
