import { expect } from "chai";
import {
  createClient,
  custom,
  encodeAbiParameters,
  encodeFunctionResult,
  getAddress,
  multicall3Abi,
  zeroHash,
} from "viem";
import type { Address, Hex } from "viem";

import { indexVaultAbi } from "../../src/abi/indexVaultAbi.ts";
import { UnknownEnumError } from "../../src/chain/errors.ts";
import { readVault } from "../../src/chain/readVault.ts";
import type { VaultState } from "../../src/chain/indexState.ts";

const [VAULT, USDC, TOKEN] = ["e0", "c0", "d0"].map((end) =>
  getAddress(`0x${end.padStart(40, "0")}`),
) as [Address, Address, Address];

const CONSTITUTION = {
  roles: VAULT,
  registry: VAULT,
  oracle: VAULT,
  usdc: USDC,
  maxStableWeight: 1n,
  bearAllowed: true,
  minInterval: 7,
  lossLimit: 2n,
  weeklyLossCap: 3n,
  turnoverLimit: 4n,
};

/** Reads a vault whose epoch is of this kind, and whose regime is this one, from a node that answers for it. */
async function read(kind: number, regime: number): Promise<VaultState> {
  const epoch = {
    number: 1,
    open: true,
    kind,
    startedAt: 1n,
    deadline: 2n,
    lossCap: 3n,
    loss: 4n,
    fallbackLoss: 5n,
    budgetNavPerShare: 6n,
  };
  const terms = { streamingRate: 9, issuanceFee: 1, recipients: [] };
  const results: Hex[] = [
    encodeFunctionResult({
      abi: indexVaultAbi,
      functionName: "constitution",
      result: CONSTITUTION,
    }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "basketId", result: 5n }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "holdings", result: [70n, 80n] }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "totalSupply", result: 100n }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "epoch", result: epoch }),
    encodeFunctionResult({
      abi: indexVaultAbi,
      functionName: "regime",
      result: { value: regime, since: 3n },
    }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "lossAvailable", result: 11n }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "turnoverAvailable", result: 12n }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "tradingPausedUntil", result: 13n }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "windingDown", result: true }),
    encodeFunctionResult({ abi: indexVaultAbi, functionName: "feeTerms", result: terms }),
    encodeFunctionResult({
      abi: indexVaultAbi,
      functionName: "feeState",
      result: [14n, 15n, zeroHash, 0n],
    }),
    encodeFunctionResult({
      abi: indexVaultAbi,
      functionName: "eip712Domain",
      result: ["0x0f", "Five", "1", 31_337n, VAULT, zeroHash, []],
    }),
  ];
  const basket = encodeAbiParameters(
    [{ type: "address[]" }, { type: "uint256[]" }, { type: "uint256" }],
    [[USDC, TOKEN], [1n, 2n], 2n],
  );
  const bulk = encodeFunctionResult({
    abi: multicall3Abi,
    functionName: "aggregate3",
    result: results.map((returnData) => ({ success: true, returnData })),
  });
  const answers = [bulk, basket];
  const client = createClient({
    transport: custom(
      {
        request: ({ params }: { params: readonly unknown[] }) => {
          expect(params[1]).to.equal("0x21");
          return Promise.resolve(answers.shift());
        },
      },
      { retryCount: 0 },
    ),
  });
  return readVault({ client, vault: VAULT, blockNumber: 33n });
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("readVault", () => {
  it("reads the kind of every epoch, that of a winding down among them", async () => {
    const kinds = await Promise.all(
      [0, 1, 2, 3].map(async (kind) => (await read(kind, 0)).epoch.kind),
    );
    expect(kinds).to.deep.equal(["first", "weekly", "regime change", "wind-down"]);
  });

  it("reads what is held of each component, what is carried, and the chain that contracts see", async () => {
    const { basket, carried, fees, regime, chainId, windingDown } = await read(0, 2);
    expect(chainId).to.equal(31_337);
    expect(basket).to.deep.equal([
      { token: USDC, position: 0, units: 1n, held: 70n, carried: false },
      { token: TOKEN, position: 1, units: 2n, held: 80n, carried: true },
    ]);
    expect(windingDown).to.equal(true);
    expect([carried, regime]).to.deep.equal([2n, { value: "bear", since: 3n }]);
    expect(fees).to.deep.equal({ streamingRate: 9n, undistributed: 14n, accruedAt: 15n });
  });

  it("throws on a regime and on a kind of epoch that it does not know", async () => {
    for (const work of [read(0, 3), read(4, 0)])
      expect(await failureOf(work)).to.be.instanceOf(UnknownEnumError);
  });
});
