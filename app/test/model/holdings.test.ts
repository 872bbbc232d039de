import type { ComponentView, IndexView } from "@sheaf/sdk/lens/indexView";
import { expect } from "chai";
import { getAddress } from "viem";
import type { Address } from "viem";

import { driftColour } from "../../src/model/holdings/driftColour.ts";
import { holdingsCsv } from "../../src/model/holdings/holdingsCsv.ts";
import { orderHoldings } from "../../src/model/holdings/orderHoldings.ts";
import { searchHoldings } from "../../src/model/holdings/searchHoldings.ts";
import { stablePart } from "../../src/model/holdings/stablePart.ts";
import { toHoldings } from "../../src/model/holdings/toHoldings.ts";

const WAD = 10n ** 18n;
const PART = WAD / 100n;
const at = (index: number): Address => getAddress(`0x${String(index).padStart(40, "0")}`);
const USDC = at(9);

function component(token: Address, changes: Partial<ComponentView> = {}): ComponentView {
  return {
    token,
    symbol: `T${token.slice(-1)}`,
    decimals: 6,
    readable: true,
    carried: false,
    status: "buyable",
    stable: false,
    held: 1_500_000n,
    target: 1_500_000n,
    price: 2n * 10n ** 48n, // two dollars a token of six decimals
    pricedAt: 100n,
    value: 3n * WAD,
    weight: 30n * PART,
    ...changes,
  };
}

const rowsOf = (components: readonly ComponentView[], weights?: ReadonlyMap<Address, bigint>) =>
  toHoldings({
    view: { components, usdc: USDC } as IndexView,
    names: new Map([[at(1), "Apple"]]),
    weights,
  });

describe("toHoldings", () => {
  it("holds a weight against the target of the last rebalance", () => {
    const [over, under] = rowsOf(
      [component(at(1)), component(at(2), { weight: 9n * PART })],
      new Map([
        [at(1), 25n * PART],
        [at(2), 12n * PART],
      ]),
    );
    expect(over?.name).to.equal("Apple");
    expect(over?.drift).to.equal(WAD / 5n);
    expect(over?.price).to.equal(2n * WAD);
    expect(under?.name).to.equal("T2");
    expect(under?.drift).to.equal(-WAD / 4n);
  });

  it("shows what has no price as unknown, never as zero", () => {
    const [row] = rowsOf(
      [component(at(1), { price: undefined, value: 0n, weight: 0n, pricedAt: 0n })],
      new Map([[at(1), PART]]),
    );
    expect(row).to.include({ price: undefined, value: undefined, weight: undefined });
    expect(row).to.include({ drift: undefined, pricedAt: undefined });
    expect(row?.marks).to.deep.equal(["no price"]);
  });

  it("marks tokens that leave, are frozen, kept or cannot be read", () => {
    const rows = rowsOf(
      [
        component(at(1)),
        component(at(2), { status: "frozen" }),
        component(at(3), { carried: true }),
        component(at(4), { readable: false, held: 0n, target: 0n }),
      ],
      new Map([
        [at(2), PART],
        [at(3), PART],
        [at(4), PART],
      ]),
    );
    expect(rows.map(({ marks }) => marks[0])).to.deep.equal([
      "leaving",
      "frozen",
      "kept as it is",
      "unreadable",
    ]);
    expect(rows[3]?.held).to.equal(undefined);
  });

  it("gives USDC no target of zero, as it takes what is left over", () => {
    const [row] = rowsOf([component(USDC, { stable: true })], new Map([[USDC, 0n]]));
    expect(row).to.include({ target: undefined, drift: undefined });
    expect(row?.marks).to.deep.equal(["stablecoin"]);
  });

  it("leaves out what is neither held nor aimed at", () => {
    expect(rowsOf([component(at(1), { held: 0n, target: 0n })])).to.deep.equal([]);
  });
});

describe("orderHoldings", () => {
  const rows = rowsOf([
    component(at(1), { weight: 1n }),
    component(at(2), { price: undefined }),
    component(at(3), { weight: 3n }),
    component(at(4), { weight: 3n }),
  ]);
  const symbols = (column: "weight" | "name", direction: "ascending" | "descending") =>
    orderHoldings(rows, { column, direction }).map(({ symbol }) => symbol);

  it("puts the unknown last in both directions, and equals by name", () => {
    expect(symbols("weight", "descending")).to.deep.equal(["T3", "T4", "T1", "T2"]);
    expect(symbols("weight", "ascending")).to.deep.equal(["T1", "T3", "T4", "T2"]);
  });

  it("sorts names in both directions", () => {
    expect(symbols("name", "ascending")).to.deep.equal(["T1", "T2", "T3", "T4"]);
    expect(symbols("name", "descending")).to.deep.equal(["T4", "T3", "T2", "T1"]);
  });
});

describe("searchHoldings", () => {
  const rows = rowsOf([component(at(1)), component(at(2), { status: "frozen" })]);

  it("finds by name, symbol, address and state, whatever the case", () => {
    for (const [text, found] of [
      ["  APPLE ", "T1"],
      ["t2", "T2"],
      ["frozen", "T2"],
      [at(1).toLowerCase(), "T1"],
    ] as const)
      expect(searchHoldings(rows, text).map(({ symbol }) => symbol)).to.deep.equal([found]);
    expect(searchHoldings(rows, "pear")).to.deep.equal([]);
    expect(searchHoldings(rows, " ")).to.have.length(2);
  });
});

describe("holdingsCsv", () => {
  it("writes every digit, and nothing where a figure is unknown", () => {
    const [, line] = holdingsCsv(
      rowsOf([component(at(1), { price: undefined, pricedAt: 0n })]),
    ).split("\r\n");
    expect(line).to.equal(`${at(1)},"T1","Apple",1.500000,,,,,,,"no price"`);
  });

  it("keeps a spreadsheet from running a token's name as a formula", () => {
    const [row] = rowsOf([component(at(1), { symbol: '=HYPERLINK("x")' })]);
    expect(row === undefined ? "" : holdingsCsv([row])).to.contain(`"'=HYPERLINK(""x"")"`);
  });
});

describe("driftColour", () => {
  it("is blue below the target, amber above, and at full strength from a quarter on", () => {
    expect(driftColour(-WAD)).to.contain("--under) 60%");
    expect(driftColour(WAD / 8n)).to.contain("--over) 30%");
    expect(driftColour(undefined)).to.equal("var(--flat)");
  });
});

describe("stablePart", () => {
  it("sums stablecoins, and leaves unknown weights out", () => {
    const rows = rowsOf([
      component(at(1)),
      component(USDC, { stable: true }),
      component(at(2), { stable: true, price: undefined }),
    ]);
    expect(stablePart(rows)).to.equal(30n * PART);
  });
});
