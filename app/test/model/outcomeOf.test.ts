import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { expect } from "chai";
import { encodeAbiParameters, encodeEventTopics, parseAbiParameters, zeroHash } from "viem";
import type { Address, Hex, Log } from "viem";

import { outcomeOf } from "../../src/model/outcomeOf.ts";

const at = (digit: string): Address => `0x${digit.repeat(40)}`;
const [ROUTER, VAULT, ACCOUNT, STRANGER, TOKEN] = ["1", "2", "3", "4", "5"].map(at) as [
  Address,
  Address,
  Address,
  Address,
  Address,
];
const TWO_AMOUNTS = parseAbiParameters("uint256, uint256");
const trade = (kind: "buy" | "sell" | "redeem") => ({ kind, vault: VAULT, account: ACCOUNT });

function log(address: Address, topics: readonly unknown[], data: Hex): Log {
  return {
    ...{ address, topics: topics as Log["topics"], data, removed: false },
    ...{ blockHash: zeroHash, blockNumber: 1n, blockTimestamp: 1n },
    ...{ logIndex: 0, transactionHash: zeroHash, transactionIndex: 0 },
  };
}

const bought = (emitter: Address, buyer: Address, vault: Address): Log =>
  log(
    emitter,
    encodeEventTopics({
      abi: indexRouterAbi,
      eventName: "SharesBought",
      args: { buyer, vault, receiver: buyer },
    }),
    encodeAbiParameters(TWO_AMOUNTS, [7n, 99n]),
  );
const sold = log(
  ROUTER,
  encodeEventTopics({
    abi: indexRouterAbi,
    eventName: "SharesSold",
    args: { seller: ACCOUNT, vault: VAULT, receiver: ACCOUNT },
  }),
  encodeAbiParameters(TWO_AMOUNTS, [7n, 98n]),
);
const skipped = log(
  ROUTER,
  encodeEventTopics({
    abi: indexRouterAbi,
    eventName: "LegSkipped",
    args: { vault: VAULT, position: 1n, component: TOKEN },
  }),
  "0x",
);
const credited = log(
  VAULT,
  encodeEventTopics({
    abi: indexVaultAbi,
    eventName: "ComponentCredited",
    args: { component: TOKEN, claimant: ACCOUNT },
  }),
  encodeAbiParameters(TWO_AMOUNTS, [5n, 0n]),
);
const redeemed = log(
  VAULT,
  encodeEventTopics({
    abi: indexVaultAbi,
    eventName: "SharesRedeemed",
    args: { receiver: ACCOUNT, owner: ACCOUNT, basketId: 1n },
  }),
  encodeAbiParameters(parseAbiParameters("address, uint256, uint256[]"), [ACCOUNT, 7n, [1n, 2n]]),
);

describe("outcomeOf", () => {
  it("reads a purchase from the router's event", () => {
    expect(outcomeOf(trade("buy"), ROUTER, [bought(ROUTER, ACCOUNT, VAULT)])).to.deep.equal({
      shares: 7n,
      usdc: 99n,
      inKind: [],
      credited: [],
    });
  });

  it("takes no event of another contract, another buyer or another index for a purchase", () => {
    const others = [
      bought(STRANGER, ACCOUNT, VAULT),
      bought(ROUTER, STRANGER, VAULT),
      bought(ROUTER, ACCOUNT, STRANGER),
    ];
    expect(outcomeOf(trade("buy"), ROUTER, others)).to.equal(undefined);
  });

  it("finds nothing in a transaction without events, as a cancellation has none", () => {
    for (const kind of ["buy", "sell", "redeem"] as const)
      expect(outcomeOf(trade(kind), ROUTER, []), kind).to.equal(undefined);
  });

  it("takes no sale for a purchase and no purchase for a sale", () => {
    expect(outcomeOf(trade("buy"), ROUTER, [sold])).to.equal(undefined);
    expect(outcomeOf(trade("sell"), ROUTER, [bought(ROUTER, ACCOUNT, VAULT)])).to.equal(undefined);
  });

  it("names what a sale paid in kind and what stays a claim", () => {
    expect(outcomeOf(trade("sell"), ROUTER, [skipped, credited, sold])).to.deep.equal({
      shares: 7n,
      usdc: 98n,
      inKind: [TOKEN],
      credited: [TOKEN],
    });
  });

  it("reads a redemption from the index's event", () => {
    expect(outcomeOf(trade("redeem"), ROUTER, [credited, redeemed])).to.deep.equal({
      shares: 7n,
      usdc: 0n,
      inKind: [],
      credited: [TOKEN],
    });
  });
});
