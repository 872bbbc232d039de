import { expect } from "chai";
import { zeroAddress } from "viem";
import type { Address } from "viem";

import { listingFaults } from "../../../cli/admin/listing/listingFaults.ts";
import type { ListingFacts } from "../../../cli/admin/listing/listingFacts.ts";
import { proposeListing } from "../../../cli/admin/listing/proposeListing.ts";

const at = (last: number): Address => `0x${last.toString(16).padStart(40, "0")}`;
const WAD = 10n ** 18n;
const NOW = 1_900_000_000n; // {s}
const ONE_POOL = [
  { pool: at(9), against: "USDC", fee: 3_000, liquidity: 1n, reserve: 1n, price: 25n * 10n ** 17n },
] as const;

const FACTS: ListingFacts = {
  now: NOW,
  usdc: at(1),
  token: { address: at(2), symbol: "NOVA", decimals: 18, isListed: false, isProbed: false },
  feed: {
    address: at(3),
    description: "NOVA / USD",
    decimals: 8,
    answer: 250_000_000n,
    updatedAt: NOW - 60n,
  },
  pools: ONE_POOL,
};
const TERMS = {
  heartbeat: 86_400,
  band: 100n,
  slippage: WAD / 50n,
  maxWeight: WAD / 10n,
  stable: false,
};

function faults(
  facts: {
    readonly token?: Partial<ListingFacts["token"]>;
    readonly feed?: Partial<ListingFacts["feed"]>;
    readonly pools?: ListingFacts["pools"];
  },
  terms: Partial<typeof TERMS> = {},
): string[] {
  const changed: ListingFacts = {
    ...FACTS,
    token: { ...FACTS.token, ...facts.token },
    feed: { ...FACTS.feed, ...facts.feed },
    pools: facts.pools ?? FACTS.pools,
  };
  return listingFaults(proposeListing(changed, { ...TERMS, ...terms }), changed);
}

describe("listingFaults", () => {
  it("finds none in a newcomer that the registry takes", () => {
    expect(faults({})).to.deep.equal([]);
    const dollar = { answer: 100_010_000n };
    expect(faults({ feed: dollar }, { stable: true, maxWeight: WAD / 2n })).to.deep.equal([]);
  });

  it("takes USDC with any weight, as the registry does", () => {
    const usdc = { token: { address: at(1) }, feed: { answer: 100_000_000n } };
    expect(faults(usdc, { stable: true, maxWeight: WAD })).to.deep.equal([]);
  });

  it("names each fault of a token, a feed and terms", () => {
    for (const [found, cause] of [
      [faults({ token: { isListed: true } }), "listed already"],
      [faults({ token: { decimals: 28 } }), "28 decimals, and at most 27"],
      [faults({ token: { decimals: undefined } }), "does not answer as an ERC-20 token"],
      [faults({ pools: [] }), "no Uniswap v3 pool with liquidity"],
      [faults({ pools: [{ ...ONE_POOL[0], liquidity: 0n }] }), "no Uniswap v3 pool with liquidity"],
      [faults({ feed: { decimals: 19 } }), "19 decimals, and at most 18"],
      [faults({ feed: { answer: 0n } }), "answers 0, which is no price"],
      [faults({ feed: { answer: undefined } }), "does not answer as a price feed"],
      [faults({ feed: { updatedAt: NOW + 1n } }), "has not come yet"],
      [faults({ feed: { updatedAt: NOW - 86_401n } }), "longer ago than a heartbeat of 1 day"],
      [faults({ feed: { answer: 99n } }), "too few digits"],
      [faults({}, { slippage: WAD / 20n + 10n ** 14n }), "at most 5 %, not 5.01 %"],
      [faults({}, { maxWeight: WAD + 10n ** 16n }), "at most 100 %, not 101 %"],
      [faults({}, { heartbeat: 0 }), "a heartbeat is 1 to"],
      [faults({}, { heartbeat: 2 ** 24 }), "a heartbeat is 1 to"],
      [faults({}, { band: 1_000n }), "a million times wide"],
      [faults({}, { stable: true }), "outside the band of 95000000 to 105000000"],
      [
        faults(
          { feed: { answer: 100_000_000n } },
          { stable: true, maxWeight: WAD / 2n + 10n ** 14n },
        ),
        "a stablecoin is at most 50 %, not 50.01 %",
      ],
    ] as const)
      expect(found.join("; ")).to.include(cause);
  });

  it("lets a feed answer exactly at the end of its heartbeat", () => {
    expect(faults({ feed: { updatedAt: NOW - 86_400n } })).to.deep.equal([]);
  });

  it("proposes a ten-billionth of a token as dust, and one unit where that is less", () => {
    expect(proposeListing(FACTS, TERMS).dust).to.equal(10n ** 8n);
    const coarse = { ...FACTS, token: { ...FACTS.token, decimals: 2 } };
    expect(proposeListing(coarse, TERMS).dust).to.equal(1n);
    expect(proposeListing(FACTS, TERMS).secondFeed).to.equal(zeroAddress);
  });
});
