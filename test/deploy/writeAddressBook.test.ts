import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { CONTRACT_KEYS } from "@sheaf/sdk/addresses/addressBook";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { expect } from "chai";

import { writeAddressBook } from "../../cli/deploy/writeAddressBook.ts";

const ZERO = `0x${"0".repeat(64)}` as const;
const addressOf = (digit: number) => `0x${String(digit).repeat(40)}` as const;
const contractOf = (digit: number) => ({
  ...{ contract: "Any", address: addressOf(digit), block: 0, transaction: ZERO, codeHash: ZERO },
  ...{ constructorArguments: [], verified: [] },
});
const tokenOf = (digit: number) => ({
  ...{ id: `name-${digit}`, name: "Any", symbol: "ANY", tokenDecimals: 18, feedDecimals: 8 },
  ...{ token: addressOf(digit), feed: addressOf(1), aggregator: addressOf(2), pool: addressOf(3) },
});

function bookOf(operator: number, tokens: readonly number[]): AddressBook {
  const shared = CONTRACT_KEYS.map((key) => [key, contractOf(1)]);
  return {
    version: 1,
    network: "local",
    chainId: 31_337,
    contracts: Object.fromEntries(shared) as AddressBook["contracts"],
    libraries: {},
    external: {
      ...{ usdc: addressOf(1), usdcFeed: addressOf(1), weth: addressOf(1) },
      ...{ poolFactory: addressOf(1), sequencerFeed: null },
    },
    testMarket: { operator: contractOf(operator), contracts: {}, tokens: tokens.map(tokenOf) },
  };
}

describe("writeAddressBook", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sheaf-book-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function written(...books: AddressBook[]): Promise<string[]> {
    const file = join(folder, "book.json");
    for (const book of books) await writeAddressBook(file, book);
    const { testMarket } = parseAddressBook(await readFile(file, "utf8"), file);
    return testMarket!.tokens.map(({ token }) => token);
  }

  it("keeps the tokens that were added to the same test market", async () => {
    expect(await written(bookOf(8, [4, 5, 6]), bookOf(8, [4, 5]))).to.deep.equal(
      [4, 5, 6].map(addressOf),
    );
  });

  it("keeps no token of another test market", async () => {
    expect(await written(bookOf(8, [4, 5, 6]), bookOf(9, [7]))).to.deep.equal([addressOf(7)]);
  });
});
