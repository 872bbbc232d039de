import { expect } from "chai";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Hex } from "viem";
import { createClient, custom, keccak256, zeroAddress, zeroHash } from "viem";

import { bookLines } from "../../cli/addresses/bookLines.ts";
import type { BookReport } from "../../cli/addresses/bookReport.ts";
import { checkBook } from "../../cli/addresses/checkBook.ts";
import type { BookFixture } from "../fixtures/bookFixture.ts";
import { bookFixture } from "../fixtures/bookFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

type Key = keyof AddressBook["contracts"];
type Change = Partial<AddressBook["contracts"][Key]>;

/** A book in which one contract is described differently. */
function changed(book: AddressBook, key: Key, change: Change): AddressBook {
  return {
    ...book,
    contracts: { ...book.contracts, [key]: { ...book.contracts[key], ...change } },
  };
}

describe("checkBook", function () {
  this.timeout(60_000);
  const fixture = useFixture(bookFixture);

  async function check(book: AddressBook): Promise<BookReport> {
    return checkBook(createClient({ transport: custom(fixture().provider) }), book);
  }
  const faultsOf = (report: BookReport, name: string): readonly string[] =>
    report.addresses.find((one) => one.name === name)?.faults ?? [];

  it("finds nothing in the book of a deployment of the shipped bytecode", async () => {
    const { book, deployer } = fixture();
    const report = await check(book);
    expect(report.addresses.flatMap(({ faults }) => faults)).to.deep.equal([]);
    expect(report.faults).to.equal(0);
    expect(report.addresses.filter(({ contract }) => contract !== undefined)).to.have.lengthOf(17);
    expect(
      report.deployers.map(({ account, roles }) => [account.toLowerCase(), roles]),
    ).to.deep.equal([[deployer.toLowerCase(), []]]);
    expect(bookLines(report).at(-1)).to.equal("The address book matches the chain.");
  });

  const PLANTED: readonly (readonly [
    string,
    Key,
    (fixture: BookFixture) => Change,
    ...(readonly RegExp[]),
  ])[] = [
    ["another code hash", "lens", () => ({ codeHash: zeroHash }), /^the code has the hash 0x/],
    [
      "an address without code",
      "oracle",
      () => ({ address: "0x00000000000000000000000000000000000000Ff" }),
      /^there is no code at the address$/,
    ],
    [
      "the address of another contract",
      "executor",
      ({ book }) => ({ address: book.contracts.lens.address }),
      /^the code has the hash/,
      /^the code is not that of the shipped UniswapV3Executor$/,
      /^the transaction 0x\w+ created 0x/,
    ],
    [
      "arguments that the constructor did not get",
      "timelock",
      ({ book }) => ({
        constructorArguments: ["1", ...book.contracts.timelock.constructorArguments.slice(1)],
      }),
      /^it was not created from the shipped bytecode with the book's arguments$/,
    ],
    [
      "too few arguments",
      "timelock",
      () => ({ constructorArguments: [] }),
      /^it was not created from the shipped bytecode/,
    ],
    [
      "arguments of another kind",
      "timelock",
      () => ({ constructorArguments: [null, {}, 1, "now"] }),
      /^it was not created from the shipped bytecode/,
    ],
    [
      "a contract that is not shipped",
      "lens",
      () => ({ contract: "../../package" }),
      /^there is no shipped bytecode of that name$/,
    ],
    [
      "a library that it is not linked with",
      "implementation",
      ({ book }) => ({ libraries: { FeeAccrual: book.contracts.lens.address } }),
      /^the code is not that of the shipped IndexVault$/,
      /^it was not created from the shipped bytecode/,
    ],
    [
      "a transaction that is not there",
      "router",
      () => ({ transaction: `0x${"ab".repeat(32)}` }),
      /^the chain has no transaction 0xabab/,
    ],
    [
      "another block",
      "router",
      () => ({ block: 1 }),
      /^it was created in block \d+; the book says 1$/,
    ],
  ];
  for (const [fault, key, change, ...messages] of PLANTED)
    it(`names ${fault}`, async () => {
      const { book } = fixture();
      const report = await check(changed(book, key, change(fixture())));
      const found = faultsOf(report, key);
      expect(found, found.join("\n")).to.have.lengthOf(messages.length);
      for (const [index, message] of messages.entries()) expect(found[index]).to.match(message);
      expect(bookLines(report).join("\n")).to.include(`WRONG  ${key}`);
    });

  it("names code that was changed by one byte, whatever hash the book has", async () => {
    const { book, ethers, provider } = fixture();
    const { address } = book.contracts.factory;
    const code = await ethers.provider.getCode(address);
    const other = `${code.slice(0, -2)}${code.endsWith("00") ? "01" : "00"}`;
    await provider.request({ method: "hardhat_setCode", params: [address, other] });
    const report = await check(changed(book, "factory", { codeHash: keccak256(other as Hex) }));
    expect(faultsOf(report, "factory")).to.deep.equal([
      "the code is not that of the shipped IndexFactory",
    ]);
  });

  it("names a contract that is connected with one outside the book", async () => {
    const { book } = fixture();
    const external = { ...book.external, poolFactory: book.external.weth };
    const report = await check({ ...book, external });
    expect(faultsOf(report, "lens")).to.deep.equal([
      `it was deployed with ${book.external.poolFactory}; the book's poolFactory is ${book.external.weth}`,
    ]);
    expect(faultsOf(report, "router")).to.have.lengthOf(1);
  });

  it("names a contract of others without code", async () => {
    const { book } = fixture();
    const report = await check({ ...book, external: { ...book.external, usdcFeed: zeroAddress } });
    expect(faultsOf(report, "usdcFeed")).to.deep.equal(["there is no code at the address"]);
  });

  it("names every role that the deployer still holds", async () => {
    const { book, ethers, networkHelpers, deployer } = fixture();
    const { timelock, roles } = book.contracts;
    await networkHelpers.impersonateAccount(timelock.address);
    await networkHelpers.setBalance(timelock.address, 10n ** 18n);
    const admin = await ethers.getSigner(timelock.address);
    const guardian = ethers.id("GUARDIAN_ROLE");
    const contract = await ethers.getContractAt("Roles", roles.address, admin);
    await contract.grantRole(guardian, deployer);
    const report = await check(book);
    expect(report.deployers[0].roles).to.deep.equal(["GUARDIAN_ROLE of roles"]);
    expect(report.faults).to.equal(1);
    expect(bookLines(report).join("\n")).to.include("it still holds GUARDIAN_ROLE of roles");
  });
});
