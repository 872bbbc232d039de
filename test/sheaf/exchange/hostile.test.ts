import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { ZeroHash } from "ethers";

import { readTokens } from "@sheaf/sdk/exit/readTokens";
import { openWire } from "../../../cli/session/openWire.ts";
import { READ, TRANSFER } from "../../fixtures/oddFixture.ts";
import { sheaf } from "../sheaf.ts";
import { exchangeFixture } from "./exchangeFixture.ts";
import type { ExchangeFixture } from "./exchangeFixture.ts";

const WAD = 10n ** 18n;

describe("sheaf, where a component, a name or a book is hostile", function () {
  this.timeout(180_000);
  let fixture: ExchangeFixture;
  let index: string;

  before(async () => {
    fixture = await exchangeFixture();
    index = await fixture.vault.getAddress();
    const { vault, signers, person } = fixture;
    await vault.connect(signers.alice).transfer(person.address, 30n * WAD);
  });
  after(async () => {
    fixture.node.close();
    await rm(fixture.folder, { recursive: true });
  });

  for (const [fault, what] of [
    [TRANSFER.returnTwoAndMove, "returns 2 for true"],
    [TRANSFER.burnGas, "burns its gas"],
    [TRANSFER.revertBomb, "reverts with a megabyte"],
  ] as const)
    it(`redeems beside a component whose transfer ${what}`, async () => {
      const { odd, vault, person } = fixture;
      await odd.setTransferFault(fault);
      const had = await vault.balanceOf(person.address);
      const redeemed = await fixture.sign("redeem", index, "--shares", "5");
      expect(redeemed.code, redeemed.output).to.equal(0);
      expect(await vault.balanceOf(person.address)).to.equal(had - 5n * WAD);
    });

  it("redeems beside a component that names decimals that no token has", async () => {
    const { odd } = fixture;
    await odd.setTransferFault(TRANSFER.none);
    await odd.setDecimals(255);
    const redeemed = await fixture.sign("redeem", index, "--shares", "5");
    expect(redeemed.code, redeemed.output).to.equal(0);
    await odd.setDecimals(18);
  });

  it("L-4 redeems without a call of a component that is skipped, and refuses to skip what is no component", async () => {
    const { odd, vault, person, usdc, signers } = fixture;
    await odd.setTransferFault(TRANSFER.burnGas);
    const token = await odd.getAddress();
    const [, before] = await vault.claimOf(odd, person.address);
    const redeemed = await fixture.sign("redeem", index, "--shares", "1", "--skip", token);
    expect(redeemed.code, redeemed.output).to.equal(0);
    expect((await vault.claimOf(odd, person.address))[1]).to.equal(before + WAD);
    const had = await usdc.balanceOf(person.address);
    const { stranger } = signers;
    const refused = await fixture.sign(
      ...["redeem", index, "--shares", "1", "--skip", stranger.address],
    );
    expect(refused.code, refused.output).to.equal(2);
    expect(refused.errors).to.include("is no component of the index");
    expect(await usdc.balanceOf(person.address)).to.equal(had);
    await odd.setTransferFault(TRANSFER.none);
  });

  it("counts a token that names a billion decimals in smallest units, and names it by its address", async () => {
    const token = "0x00000000000000000000000000000000DEc1A175";
    const returnsBillion = "0x633b9aca0060005260206000f3"; // to every call
    await fixture.networkHelpers.setCode(token, returnsBillion);
    const { client } = await openWire({ rpc: fixture.rpc });
    expect(await readTokens(client, [token])).to.deep.equal([
      { token, symbol: token, decimals: 0 },
    ]);
  });

  it("leaves a claim alone that would pay a part and give up the rest, unless less is accepted", async () => {
    const { odd, vault, person } = fixture;
    await fixture.sign("claim", index);
    await odd.setTransferFault(TRANSFER.revert);
    const redeemed = await fixture.sign("redeem", index, "--shares", "5");
    expect(redeemed.code, redeemed.output).to.equal(0);
    const [owed] = await vault.claimOf(odd, person.address);
    expect(owed > 0n).to.equal(true);
    await odd.setTransferFault(TRANSFER.none);
    await odd.seize(vault, (await odd.balanceOf(vault)) - owed / 2n);
    const refused = await fixture.sign("claim", index);
    expect(refused.code, refused.output).to.equal(1);
    expect(refused.errors).to.include("give up the rest").and.include("left alone");
    expect((await vault.claimOf(odd, person.address))[0]).to.equal(owed);
    const accepted = await fixture.sign("claim", index, "--accept-less");
    expect(accepted.code, accepted.output).to.equal(0);
    expect((await vault.claimOf(odd, person.address))[0]).to.equal(0n);
  });

  it("sells beside a component whose balance cannot be read, and says that a claim stays", async () => {
    const { odd } = fixture;
    await odd.setReadFault(READ.revert);
    const sold = await fixture.sign("sell", index, "--shares", "2");
    expect(sold.code, sold.output).to.equal(0);
    expect(sold.errors).to.include("claims that stay");
    await odd.setReadFault(READ.none);
  });

  it("shows no control character of a name that somebody chose", async () => {
    const { usdc, factory, signers, creation } = fixture;
    const escape = "\u001B[2K\rSAFE\u202E";
    await usdc.mint(signers.alice, creation.usdcAmount);
    await usdc.connect(signers.alice).approve(factory, creation.usdcAmount);
    await factory
      .connect(signers.alice)
      .createIndex({ ...creation, name: escape, symbol: escape, salt: ZeroHash });
    const { code, output, errors } = await fixture.read("index", "list");
    expect(code, output).to.equal(0);
    expect(errors)
      .to.include("?[2K?SAFE?")
      .and.not.match(/[\u001B\u202E\r]/u);
  });

  it("refuses a book whose USDC is another token, before anything is signed", async () => {
    const { rpc, files, folder, odd, usdc } = fixture;
    const book = await readFile(files.addresses, "utf8");
    const other = join(folder, "forged.json");
    const forged = book.replaceAll(await usdc.getAddress(), await odd.getAddress());
    await writeFile(other, forged);
    const { code, errors } = await sheaf(
      ...["buy", index, "--usdc", "5", "--rpc", rpc, "--addresses", other, "--yes"],
      ...["--keystore", files.keystore, "--password-file", files.password],
    );
    expect(code).to.equal(2);
    expect(errors).to.include("its USDC is not that of factory and router");
  });

  it("signs nothing that costs more network fee than is allowed", async () => {
    const { person } = fixture;
    const nonce = await person.getNonce();
    const flags = ["--usdc", "5", "--max-network-fee", "0.000000001"];
    const { code, errors } = await fixture.sign("buy", index, ...flags);
    expect(code).to.equal(2);
    expect(errors).to.include("--max-network-fee").and.include("Nothing was sent");
    expect(await person.getNonce()).to.equal(nonce);
  });
});
