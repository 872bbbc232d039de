import { expect } from "chai";
import { encodeAbiParameters, encodeEventTopics } from "viem";
import type { Address, Log } from "viem";
import { indexVaultAbi } from "../../src/abi/indexVaultAbi.ts";
import { eventsOf } from "../../src/chain/eventsOf.ts";

const VAULT = "0x00000000000000000000000000000000000000Aa";
const OTHER = "0x00000000000000000000000000000000000000bb";

function closedBy(address: Address, number: bigint): Log {
  return {
    address,
    topics: encodeEventTopics({ abi: indexVaultAbi, eventName: "EpochClosed", args: { number } }),
    data: encodeAbiParameters([{ type: "bool" }], [true]),
    blockNumber: 1n,
    blockHash: "0x01",
    blockTimestamp: 1n,
    logIndex: 0,
    transactionHash: "0x02",
    transactionIndex: 0,
    removed: false,
  } as Log;
}

describe("eventsOf", () => {
  const numbersIn = (emitter: Address, logs: Log[]): bigint[] =>
    eventsOf({ abi: indexVaultAbi, eventName: "EpochClosed", logs, emitter }).map(
      ({ args }) => args.number,
    );

  it("decodes the logs of one contract, in whichever case its address is written", () => {
    const logs = [closedBy(OTHER, 1n), closedBy(VAULT, 2n), closedBy(OTHER, 3n)];
    expect(numbersIn(VAULT, logs)).to.deep.equal([2n]);
    expect(numbersIn(VAULT.toLowerCase() as Address, logs)).to.deep.equal([2n]);
  });

  it("finds nothing among logs of others", () => {
    expect(numbersIn(VAULT, [closedBy(OTHER, 1n)])).to.deep.equal([]);
  });
});
