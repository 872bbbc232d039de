import { expect } from "chai";

import { CONTRACT_KEYS } from "../../src/addresses/addressBook.ts";
import { MalformedAddressBookError } from "../../src/addresses/errors.ts";
import { parseAddressBook } from "../../src/addresses/parseAddressBook.ts";

const ADDRESS = "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24";
const HASH = `0x${"ab".repeat(32)}`;
const CONTRACT = {
  contract: "Roles",
  address: ADDRESS,
  block: 7,
  transaction: HASH,
  codeHash: HASH,
  constructorArguments: ["86400", [ADDRESS]],
  verified: [],
};
const BOOK = {
  version: 1,
  network: "base-sepolia",
  chainId: 84_532,
  contracts: Object.fromEntries(CONTRACT_KEYS.map((key) => [key, CONTRACT])),
  libraries: { FeeAccrual: CONTRACT },
  external: {
    usdc: ADDRESS,
    usdcFeed: ADDRESS,
    weth: ADDRESS,
    poolFactory: ADDRESS,
    sequencerFeed: null,
  },
};

describe("parseAddressBook", () => {
  it("returns what a deployment wrote", () => {
    const book = parseAddressBook(JSON.stringify(BOOK), "84532.json");
    expect(book.contracts.factory.address).to.equal(ADDRESS);
    expect(book.libraries.FeeAccrual?.block).to.equal(7);
    expect(book.external.sequencerFeed).to.equal(null);
  });

  it("lists every fault with its path and the file's name", () => {
    const { factory: _, ...contracts } = BOOK.contracts;
    const broken = { ...BOOK, chainId: "1", contracts, extra: true };
    expect(() => parseAddressBook(JSON.stringify(broken), "84532.json"))
      .to.throw(MalformedAddressBookError)
      .that.satisfies(({ message }: Error) =>
        ["84532.json", "chainId", "contracts.factory", "extra"].every((part) =>
          message.includes(part),
        ),
      );
  });

  it("refuses a mistyped address and a text that is no JSON", () => {
    const mistyped = { ...BOOK.external, weth: ADDRESS.replace("4752ba5DBc", "4752ba5DBd") };
    expect(() =>
      parseAddressBook(JSON.stringify({ ...BOOK, external: mistyped }), "84532.json"),
    ).to.throw(MalformedAddressBookError, "external.weth");
    expect(() => parseAddressBook("{", "84532.json")).to.throw(
      MalformedAddressBookError,
      "line 1, column 2",
    );
  });
});
