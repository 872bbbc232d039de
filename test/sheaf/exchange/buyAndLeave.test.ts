import { rm } from "node:fs/promises";

import { expect } from "chai";

import { TRANSFER } from "../../fixtures/oddFixture.ts";
import { WAD } from "../../fixtures/indexFixture.ts";
import { sheaf } from "../sheaf.ts";
import { exchangeFixture } from "./exchangeFixture.ts";
import type { ExchangeFixture } from "./exchangeFixture.ts";

type Json = Record<string, unknown>;

describe("sheaf buy, sell, redeem and claim, with nothing but a keystore", function () {
  this.timeout(180_000);
  let fixture: ExchangeFixture;
  const DOLLAR = 10n ** 6n;

  before(async () => {
    fixture = await exchangeFixture();
  });
  after(async () => {
    fixture.node.close();
    await rm(fixture.folder, { recursive: true });
  });

  it("lists and shows the index, with decimals, weights and what it may never do", async () => {
    const list = await fixture.read("index", "list");
    expect(list.code, list.output).to.equal(0);
    expect(list.errors).to.include("FIVE");
    const address = await fixture.vault.getAddress();
    const shown = await fixture.read("index", "show", address);
    expect(shown.code, shown.output).to.equal(0);
    expect(shown.errors)
      .to.include("What it may never do")
      .and.match(/USDC +52\.6\d %|USDC/)
      .and.include("stop a redemption in kind");
  });

  it("quotes without a key, and buys what it quotes", async () => {
    const { vault, usdc, person, router } = fixture;
    const index = await vault.getAddress();
    const quoted = await fixture.read("quote", "buy", index, "--usdc", "200");
    expect(quoted.code, quoted.output).to.equal(0);
    const { quote } = JSON.parse(quoted.out) as { quote: Json };
    const bought = await fixture.sign("buy", index, "--usdc", "200");
    expect(bought.code, bought.output).to.equal(0);
    expect(bought.errors)
      .to.include("you pay")
      .and.include("at most 200.00 USDC")
      .and.include("realised slippage   0.00 %")
      .and.not.include(person.privateKey.slice(2));
    const shares = await vault.balanceOf(person.address);
    expect(shares).to.equal(BigInt(String(quote.shares)));
    const left = await usdc.balanceOf(person.address);
    expect(left).to.equal(1_000n * DOLLAR - BigInt(String((JSON.parse(bought.out) as Json).usdc)));
    expect(left >= 800n * DOLLAR).to.equal(true);
    expect(await usdc.allowance(person.address, router)).to.equal(0n);
  });

  it("prints the portfolio of the keystore's account without its password", async () => {
    const { vault, person, files } = fixture;
    const printed = await fixture.read("portfolio", "--keystore", files.keystore);
    expect(printed.code, printed.output).to.equal(0);
    const { account, holdings } = JSON.parse(printed.out) as {
      account: string;
      holdings: { shares: string; vault: string }[];
    };
    expect(account).to.equal(person.address);
    expect(holdings.map(({ shares }) => shares)).to.deep.equal([
      String(await vault.balanceOf(person.address)),
    ]);
  });

  it("sells for at least the minimum that it printed", async () => {
    const { vault, usdc, person } = fixture;
    const had = await usdc.balanceOf(person.address);
    const sold = await fixture.sign("sell", await vault.getAddress(), "--shares", "3");
    expect(sold.code, sold.output).to.equal(0);
    const { quote } = JSON.parse(sold.out) as { quote: Json };
    const received = (await usdc.balanceOf(person.address)) - had;
    expect(received >= BigInt(String(quote.limit))).to.equal(true);
    expect(sold.errors).to.include("minimum received").and.include("platform fee        none");
  });

  it("L-4 redeems in kind with a frozen component by the index's address alone, says which claim stays, and claims it later", async () => {
    const { vault, odd, person, rpc, files } = fixture;
    await odd.setTransferFault(TRANSFER.revert);
    const alone = (...words: string[]) =>
      sheaf(
        ...[...words, "--rpc", rpc, "--keystore", files.keystore],
        ...["--password-file", files.password, "--yes", "--json", "-"],
      );
    const index = await vault.getAddress();
    const redeemed = await alone("redeem", index, "--shares", "all");
    expect(redeemed.code, redeemed.output).to.equal(0);
    expect(redeemed.errors).to.include("would stay claims of yours").and.include("a claim stays");
    expect(await vault.balanceOf(person.address)).to.equal(0n);
    const [owed] = await vault.claimOf(odd, person.address);
    expect(owed > WAD).to.equal(true);

    const refused = await alone("claim", index);
    expect(refused.code, refused.output).to.equal(1);
    expect(refused.errors).to.include("still owed");
    await odd.setTransferFault(TRANSFER.none);
    const claimed = await alone("claim", index);
    expect(claimed.code, claimed.output).to.equal(0);
    expect(await odd.balanceOf(person.address)).to.equal(owed);
  });
});
