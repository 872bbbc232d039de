import { expect } from "chai";
import { encodeFunctionData, keccak256, toHex, zeroAddress, zeroHash } from "viem";
import type { Abi, Hex } from "viem";

import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import { timelockAbi } from "@sheaf/sdk/abi/timelockAbi";

import { streamingRate } from "../../../cli/admin/fees/streamingRate.ts";
import { yearlyPart } from "../../../cli/admin/fees/yearlyPart.ts";
import { pendingLines } from "../../../cli/admin/pending/pendingLines.ts";
import { callText } from "../../../cli/admin/words/callText.ts";

const TOKEN = "0x00000000000000000000000000000000000000AA";
const WAD = 10n ** 18n;
const LISTING = {
  token: TOKEN,
  feed: "0x00000000000000000000000000000000000000bb",
  quote: zeroAddress,
  heartbeat: 3_600,
  minAnswer: 1n,
  maxAnswer: 9n,
  secondFeed: zeroAddress,
  secondHeartbeat: 0,
  maxDivergence: 0n,
  slippage: WAD / 50n,
  maxWeight: WAD / 4n,
  dust: 1n,
  stable: true,
} as const;

function textOf(abi: Abi, functionName: string, args: readonly unknown[]): string {
  return callText({ to: TOKEN, data: encodeFunctionData({ abi, functionName, args }) });
}

describe("callText", () => {
  it("says in words what every call of guardian and admin does", () => {
    const terms = {
      streamingRate: 0,
      issuanceFee: 1_500,
      recipients: [{ account: TOKEN, portion: WAD }],
    };
    const limits = {
      heartbeat: 1,
      minAnswer: 1n,
      maxAnswer: 2n,
      maxDivergence: 0n,
      slippage: 0n,
      maxWeight: 0n,
      dust: 0n,
    };
    for (const [abi, name, args, part] of [
      [
        indexVaultAbi,
        "setFees",
        [terms],
        `0 % of the shares a year and 0.15 % of issued shares (100 % to ${TOKEN})`,
      ],
      [indexVaultAbi, "announceFees", [terms], "seven days after the announcement"],
      [indexVaultAbi, "cancelFees", [], "The present fees stay"],
      [indexVaultAbi, "blockSigner", [TOKEN], `Blocks ${TOKEN} at once`],
      [indexVaultAbi, "unblockSigner", [TOKEN], `Lifts the block of ${TOKEN}`],
      [indexVaultAbi, "writeOff", [TOKEN], "must redeem before"],
      [indexVaultAbi, "clearFlag", [TOKEN], "later epochs may buy it again"],
      [indexVaultAbi, "windDown", [], "for good"],
      [indexVaultAbi, "pauseIssuance", [], "for 14 days"],
      [indexVaultAbi, "pauseTrading", [], "for 14 days"],
      [componentRegistryAbi, "announceListings", [[LISTING]], `a stablecoin ${TOKEN} by the feed`],
      [componentRegistryAbi, "list", [[LISTING, LISTING]], "Lists 2 listings as announced"],
      [componentRegistryAbi, "cancelAnnouncement", [zeroHash], "Withdraws announced listings"],
      [componentRegistryAbi, "freeze", [TOKEN], "no index buys, sells or values it"],
      [componentRegistryAbi, "restrict", [TOKEN], "sell-only at once"],
      [componentRegistryAbi, "tighten", [TOKEN, limits], "at most 0 % of an index"],
      [componentRegistryAbi, "probe", [TOKEN, 5n], "5 of its smallest unit"],
      [componentRegistryAbi, "publishBook", [[TOKEN]], "a book of 1 components"],
      [
        rolesAbi,
        "grantRole",
        [keccak256(toHex("KEEPER_ROLE")), TOKEN],
        `Gives ${TOKEN} the role keeper`,
      ],
      [rolesAbi, "revokeRole", [zeroHash, TOKEN], `Takes the role admin from ${TOKEN}`],
      [rolesAbi, "giveNotice", [TOKEN], "after fourteen days"],
      [timelockAbi, "updateDelay", [172_800n], "to 2 days"],
    ] as const)
      expect(textOf(abi, name, args), name)
        .to.include(part)
        .and.match(/\.$/);
  });

  it("warns of a function that it does not know, and names one that it has no words for", () => {
    const unknown: Hex = "0xdeadbeef00";
    expect(callText({ to: TOKEN, data: unknown })).to.equal(
      `Calls 0xdeadbeef of ${TOKEN}, a function that is not known here. Do not sign it unless you know what it does.`,
    );
    expect(textOf(indexVaultAbi, "transfer", [TOKEN, 1n])).to.equal(`Calls transfer of ${TOKEN}.`);
  });
});

describe("streamingRate", () => {
  it("finds the greatest rate that costs no more than the part asked for", () => {
    expect(streamingRate(0n)).to.equal(0);
    expect(streamingRate((3n * WAD) / 100n)).to.equal(965_855_132); // the greatest that an index takes
    for (const yearly of [WAD / 200n, WAD / 50n]) {
      const rate = BigInt(streamingRate(yearly));
      expect(yearlyPart(rate) <= yearly).to.equal(true);
      expect(yearlyPart(rate + 1n) > yearly).to.equal(true);
    }
  });
});

describe("pendingLines", () => {
  const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "windDown" });
  const call = { to: TOKEN, data } as const;
  const item = {
    id: zeroHash,
    at: TOKEN,
    calls: [call],
    execute: call,
    from: 1_900_000_000n,
  } as const;

  it("says from when on, until when, and when it is too late", () => {
    const operation = { ...item, kind: "operation", until: undefined } as const;
    const listings = { ...item, kind: "listings", until: 1_901_209_600n } as const;
    const when = (pending: typeof operation | typeof listings, now: bigint) =>
      pendingLines([pending], now)[1];
    expect(when(operation, 1n)).to.equal("  when  from 2030-03-17 17:46 UTC on");
    expect(when(operation, 1_900_000_000n)).to.equal("  when  now");
    expect(when(listings, 1_900_000_000n)).to.equal("  when  now, until 2030-03-31 17:46 UTC");
    expect(when(listings, 1_901_209_601n)).to.include("expired on 2030-03-31 17:46 UTC");
    expect(pendingLines([], 1n)).to.deep.equal(["Nothing waits."]);
  });
});
