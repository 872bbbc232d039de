import { expect } from "chai";
import { BaseError } from "viem";
import { minedHashIn } from "../../src/execution/minedHashIn.ts";

const HASH = `0x${"5a".repeat(32)}`;
const failure = (cause: object): BaseError =>
  new BaseError("failed", { cause: Object.assign(new Error("reverted"), cause) });

describe("minedHashIn", () => {
  it("finds the hash in the error or one level deeper, as local nodes answer", () => {
    expect(minedHashIn(failure({ transactionHash: HASH }))).to.equal(HASH);
    expect(minedHashIn(failure({ data: { transactionHash: HASH, data: "0x" } }))).to.equal(HASH);
  });

  it("finds nothing in other failures", () => {
    expect(minedHashIn(failure({ data: "0x1234" }))).to.equal(undefined);
    expect(minedHashIn(failure({ transactionHash: "0x12" }))).to.equal(undefined);
    expect(minedHashIn(new Error("socket closed"))).to.equal(undefined);
  });
});
