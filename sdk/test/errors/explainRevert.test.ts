import { expect } from "chai";
import type { Abi, AbiParameter } from "viem";
import { encodeErrorResult, keccak256, maxUint256, parseAbi, toHex } from "viem";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { componentRegistryAbi } from "../../src/abi/componentRegistryAbi.ts";
import { indexRouterAbi } from "../../src/abi/indexRouterAbi.ts";
import { indexVaultAbi } from "../../src/abi/indexVaultAbi.ts";
import { priceOracleAbi } from "../../src/abi/priceOracleAbi.ts";
import { timelockAbi } from "../../src/abi/timelockAbi.ts";
import { explainRevert } from "../../src/errors/explainRevert.ts";
import { SENTENCES } from "../../src/errors/sentences/sentences.ts";

const TOKEN = "0x00000000000000000000000000000000000000AA";
const HASH = keccak256(toHex("listings"));
const DAY_2030 = 1_893_456_000n; // {s} 2030-01-01
const folder = join(import.meta.dirname, "..", "..", "src", "abi");

/** Every error of every generated ABI. */
const errors = (
  await Promise.all(
    readdirSync(folder).map(async (file) => {
      const module = (await import(join(folder, file))) as Record<string, Abi>;
      return Object.values(module).flat();
    }),
  )
)
  .flat()
  .filter((item) => item.type === "error");

/** A value of a type: the smallest, one in between, the greatest. */
function valueOf({ type }: AbiParameter, size: "smallest" | "middle" | "greatest"): unknown {
  if (type === "address") return TOKEN;
  if (type === "bytes32") return HASH;
  if (type === "bytes") return "0x";
  const bits = Number(/\d+$/.exec(type)?.[0] ?? 256) - (type.startsWith("int") ? 1 : 0);
  const amount = { smallest: 0n, middle: 1_234_567n, greatest: 2n ** BigInt(bits) - 1n }[size];
  const fitted = amount % 2n ** BigInt(bits);
  return bits <= 48 ? Number(fitted) : fitted;
}

describe("explainRevert", () => {
  it("has a sentence for every error of every contract, and none for another", () => {
    const names = new Set(errors.map(({ name }) => name));
    expect(Object.keys(SENTENCES).toSorted()).to.deep.equal([...names].toSorted());
  });

  for (const size of ["smallest", "middle", "greatest"] as const) {
    it(`says cause and advice in whole sentences without raw bytes, with the ${size} values`, () => {
      for (const error of errors) {
        const args = error.inputs.map((input) => valueOf(input, size));
        const data = encodeErrorResult({ abi: [error], errorName: error.name, args });
        const explanation = explainRevert(data);
        expect(explanation?.name).to.equal(error.name);
        for (const text of [explanation?.sentence, explanation?.advice]) {
          expect(text, error.name).to.match(/^\S.{10,}\.$/);
          expect(text, error.name).not.to.match(
            /0x([0-9a-fA-F]{1,39}|[0-9a-fA-F]{41,})\b|undefined/,
          );
        }
      }
    });
  }

  it("formats USDC, percentages, dates and whole addresses", () => {
    const usdc = encodeErrorResult({
      abi: indexRouterAbi,
      errorName: "InsufficientUsdcOut",
      args: [99_500_000n, 100_000_000n],
    });
    expect(explainRevert(usdc)?.sentence).to.equal(
      "The sale brings 99.5 USDC, less than the minimum of 100 USDC. Prices moved since the quote.",
    );
    const weight = encodeErrorResult({
      abi: indexVaultAbi,
      errorName: "WeightTooHigh",
      args: [TOKEN, 51n * 10n ** 15n, 2n * 10n ** 16n],
    });
    expect(explainRevert(weight)?.sentence).to.equal(
      `${TOKEN} has a weight of 5.1 %, above its maximum of 2 %.`,
    );
    const early = encodeErrorResult({
      abi: componentRegistryAbi,
      errorName: "ListingTooEarly",
      args: [HASH, DAY_2030],
    });
    expect(explainRevert(early)?.sentence).to.equal(
      "The announced listings can be carried out from 2030-01-01 00:00 UTC on.",
    );
  });

  it("calls the last second that fits the end of time", () => {
    const paused = encodeErrorResult({
      abi: indexVaultAbi,
      errorName: "IssuanceIsPaused",
      args: [maxUint256],
    });
    expect(explainRevert(paused)?.sentence).to.contain("the end of time");
  });

  it("names the role that is missing", () => {
    const missing = encodeErrorResult({
      abi: indexVaultAbi,
      errorName: "MissingRole",
      args: [TOKEN, keccak256(toHex("GUARDIAN_ROLE"))],
    });
    expect(explainRevert(missing)?.sentence).to.equal(
      `${TOKEN} does not hold the role guardian, which this call needs.`,
    );
  });

  it("explains an error within an error", () => {
    const stale = encodeErrorResult({
      abi: priceOracleAbi,
      errorName: "PriceStale",
      args: [TOKEN, DAY_2030, 3_600n],
    });
    const doubtful = encodeErrorResult({
      abi: componentRegistryAbi,
      errorName: "FeedDoubtful",
      args: [TOKEN, stale],
    });
    const explanation = explainRevert(doubtful);
    expect(explanation?.name).to.equal("FeedDoubtful");
    expect(explanation?.sentence).to.contain("older than the 1 hour that are allowed");
  });

  it("tells the states of a timelock's operation apart", () => {
    const states = [1n << 2n, (1n << 1n) | (1n << 2n), 1n].map((state) =>
      explainRevert(
        encodeErrorResult({
          abi: timelockAbi,
          errorName: "TimelockUnexpectedOperationState",
          args: [HASH, toHex(state, { size: 32 })],
        }),
      ),
    );
    expect(states[0]?.sentence).to.contain("cannot carry the operation out now");
    expect(states[1]?.sentence).to.contain("does not wait with this operation");
    expect(states[2]?.sentence).to.contain("has the same operation already");
  });

  it("explains panics and reasons in words", () => {
    const solidity = parseAbi(["error Panic(uint256)", "error Error(string)"]);
    const panic = encodeErrorResult({ abi: solidity, errorName: "Panic", args: [0x11n] });
    expect(explainRevert(panic)?.sentence).to.equal(
      "The contract stopped: a number became too large or negative.",
    );
    const reason = encodeErrorResult({ abi: solidity, errorName: "Error", args: ["STF"] });
    expect(explainRevert(reason)?.sentence).to.equal(
      "The contract refused the call: a transfer to the pool failed.",
    );
  });

  it("finds revert data wherever a client keeps it", () => {
    const data = encodeErrorResult({ abi: indexVaultAbi, errorName: "ZeroShares" });
    const viem = new Error("reverted", { cause: { data: { errorName: "ZeroShares" }, raw: data } });
    const ethers = Object.assign(new Error("reverted"), { info: { error: { data } } });
    const node = { code: -32603, data: { message: "reverted", data } };
    for (const thrown of [viem, ethers, node, data])
      expect(explainRevert(thrown)?.name).to.equal("ZeroShares");
  });

  it("explains nothing that is no revert of these contracts", () => {
    expect(explainRevert(new Error("connection refused"))).to.equal(undefined);
    expect(explainRevert("0x")).to.equal(undefined);
    expect(explainRevert("0xdeadbeef")).to.equal(undefined);
    const circular: { cause?: unknown } = {};
    circular.cause = circular;
    expect(explainRevert(circular)).to.equal(undefined);
  });
});
