import { expect } from "chai";

import { topRules } from "../../src/rules/topRules.ts";
import { deriveEpoch } from "../../src/snapshot/deriveEpoch.ts";
import type { DerivedEpoch } from "../../src/snapshot/deriveEpoch.ts";
import type { Snapshot, SnapshotListing } from "../../src/snapshot/snapshot.ts";
import { smallSnapshot } from "./smallSnapshot.ts";

const WAD = 10n ** 18n;
const WEEK = 604_800n; // {s}
const USDC = smallSnapshot.constitution.usdc;
const ALPHA = smallSnapshot.holdings[1]!.token;

/** A snapshot of an index that winds down, a week after its last start, with a good price of everything. */
function windingDown(
  changes: Partial<Snapshot> = {},
  alpha: Partial<SnapshotListing> = {},
): DerivedEpoch {
  const { block, epoch, listings } = smallSnapshot;
  return deriveEpoch(
    {
      ...smallSnapshot,
      windingDown: true,
      block: { ...block, timestamp: epoch.startedAt + WEEK },
      listings: listings.map((listing) => ({
        ...listing,
        status: "buyable",
        price: WAD * WAD,
        ...(listing.token === ALPHA ? alpha : {}),
      })),
      ...changes,
    },
    topRules(5, "alpha"),
  );
}

describe("deriveEpoch, of an index that is being wound down", () => {
  it("sells everything for USDC, without a row or a close of the market", () => {
    const derived = windingDown({ rows: [], closes: [] });
    if (derived.kind !== "start") throw new Error(derived.reason);
    expect(derived.targets).to.deep.equal([
      { id: "usd-coin", token: USDC, weight: WAD, reason: "settlement" },
      { id: "alpha", token: ALPHA, weight: 0n, reason: "leaves" },
    ]);
    expect(derived.regime).to.include({ regime: "bull", flipped: false });
  });

  it("names a component by its token where no id stands for it", () => {
    const ZETA = `0x${"4".repeat(40)}` as const;
    const [listing] = smallSnapshot.listings;
    const zeta = { ...listing!, token: ZETA, stable: false, price: WAD * WAD };
    const derived = windingDown({
      holdings: [...smallSnapshot.holdings, { token: ZETA, held: WAD, carried: false }],
      listings: [...smallSnapshot.listings, zeta].map((one) => ({
        ...one,
        ...{ status: "buyable", price: WAD * WAD },
      })),
    });
    expect(derived.kind === "start" && derived.targets.at(-1)).to.include({ id: ZETA, weight: 0n });
  });

  it("holds within the interval, while an epoch is open, and without a price of USDC", () => {
    const { epoch, block, listings } = smallSnapshot;
    const early = { ...block, timestamp: epoch.startedAt + 518_399n };
    const cases: readonly (readonly [Partial<Snapshot>, string])[] = [
      [{ block: early }, "the interval between weekly epochs has not passed"],
      [
        { epoch: { ...epoch, open: true, deadline: epoch.startedAt + 2n * WEEK } },
        "epoch 1 is open",
      ],
      [
        { listings: listings.map((listing) => ({ ...listing, price: null })) },
        "no good price of usd-coin",
      ],
    ];
    for (const [changes, reason] of cases)
      expect(windingDown(changes)).to.deep.include({ kind: "hold", reason });
  });

  it("holds where nothing can be sold any more: without a price, frozen, without a route, or nothing held", () => {
    const reason = "the index winds down, and nothing is left that can be sold";
    const unrouted = smallSnapshot.components.map((one) => ({ ...one, routed: false }));
    for (const derived of [
      windingDown({}, { price: null }),
      windingDown({}, { status: "frozen" }),
      windingDown({ holdings: smallSnapshot.holdings.map((one) => ({ ...one, held: 0n })) }),
      windingDown({ components: unrouted }),
    ])
      expect(derived).to.deep.include({ kind: "hold", reason });
  });
});
