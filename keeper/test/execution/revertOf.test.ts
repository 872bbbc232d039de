import { expect } from "chai";
import { BaseError, encodeErrorResult } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { priceOracleAbi } from "@sheaf/sdk/abi/priceOracleAbi";
import { PermanentError, RetryableError } from "@sheaf/sdk/units/errors";
import { revertOf } from "../../src/execution/revertOf.ts";

/** As endpoints answer: the data in the error itself, or one level deeper. */
const failure = (data: unknown): BaseError =>
  new BaseError("execution reverted", { cause: Object.assign(new Error("reverted"), { data }) });

describe("revertOf", () => {
  const sum = encodeErrorResult({ abi: indexVaultAbi, errorName: "WeightsNotOne", args: [7n] });

  it("decodes the vault's error wherever the endpoint puts it", () => {
    for (const data of [sum, { data: sum }, { message: "reverted", data: { data: sum } }]) {
      const error = revertOf("startEpoch", failure(data));
      expect([error?.errorName, error?.args]).to.deep.equal(["WeightsNotOne", [7n]]);
      expect(error).to.be.instanceOf(PermanentError);
      expect(error?.message).to.match(/^startEpoch reverts with WeightsNotOne\(7\)/);
    }
  });

  it("tells what may pass from what does not", () => {
    expect(
      revertOf(
        "startEpoch",
        failure(encodeErrorResult({ abi: indexVaultAbi, errorName: "EpochTooEarly", args: [9n] })),
      ),
    ).to.be.instanceOf(RetryableError);
    expect(
      revertOf(
        "trade",
        failure(
          encodeErrorResult({
            abi: priceOracleAbi,
            errorName: "PriceStale",
            args: ["0x0000000000000000000000000000000000000001", 1n, 2n],
          }),
        ),
      ),
    ).to.be.instanceOf(RetryableError);
  });

  it("keeps the selector of an error that it does not know", () => {
    const error = revertOf("trade", failure("0x12345678abcd"));
    expect([error?.errorName, error?.args]).to.deep.equal([undefined, ["0x12345678"]]);
  });

  it("leaves other failures alone", () => {
    expect(revertOf("trade", failure(undefined))).to.equal(undefined);
    expect(revertOf("trade", new Error("socket closed"))).to.equal(undefined);
  });
});
