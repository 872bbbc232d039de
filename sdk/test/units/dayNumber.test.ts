import { expect } from "chai";
import { fromDayNumber } from "../../src/units/fromDayNumber.ts";
import { toDayNumber } from "../../src/units/toDayNumber.ts";

describe("toDayNumber", () => {
  it("counts days from 1970-01-01", () => {
    expect(toDayNumber("1970-01-01")).to.equal(0);
    expect(toDayNumber("2030-01-07")).to.equal(21_921);
  });

  it("knows leap days and refuses days that do not exist", () => {
    expect(toDayNumber("2028-02-29")).to.equal((toDayNumber("2028-03-01") ?? 0) - 1);
    for (const date of [
      "2021-02-29",
      "2021-02-30",
      "2021-13-01",
      "2021-00-10",
      "2021-1-4",
      "2021-01-04T00:00",
      "",
      "2021/01/04",
    ]) {
      expect(toDayNumber(date), date).to.equal(undefined);
    }
  });

  it("is undone by fromDayNumber", () => {
    for (let day = 0; day < 40_000; day += 17)
      expect(toDayNumber(fromDayNumber(day))).to.equal(day);
  });
});
