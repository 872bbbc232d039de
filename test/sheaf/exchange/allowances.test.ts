import { rm } from "node:fs/promises";

import { expect } from "chai";

import { sheaf } from "../sheaf.ts";
import { exchangeFixture } from "./exchangeFixture.ts";
import type { ExchangeFixture } from "./exchangeFixture.ts";

const WAD = 10n ** 18n;
const DOLLAR = 10n ** 6n;

describe("sheaf, where an allowance is needed", function () {
  this.timeout(180_000);
  let fixture: ExchangeFixture;
  let index: string;

  before(async () => {
    fixture = await exchangeFixture();
    index = await fixture.vault.getAddress();
  });
  after(async () => {
    fixture.node.close();
    await rm(fixture.folder, { recursive: true });
  });

  /** USDC without a permit: its code is that of a plain ERC-20 of as many decimals. */
  async function withoutPermit(): Promise<void> {
    const { ethers, usdc, networkHelpers } = fixture;
    const plain = await ethers.deployContract("MockERC20", ["USD Coin", "USDC", 6]);
    const code = await ethers.provider.getCode(plain);
    await networkHelpers.setCode(await usdc.getAddress(), code);
  }

  async function allowanceOfRouter(): Promise<bigint> {
    return fixture.usdc.allowance(fixture.person, fixture.router);
  }

  it("names the permit of a purchase before anybody confirms", async () => {
    const { rpc, files, router } = fixture;
    const asked = await sheaf(
      ...["buy", index, "--usdc", "50", "--rpc", rpc, "--addresses", files.addresses],
      ...["--keystore", files.keystore, "--password-file", files.password],
    );
    expect(asked.code, asked.output).to.equal(2);
    expect(asked.output)
      .to.include("permission: a signed permit of at most 50.00 USDC for the router")
      .and.include(await router.getAddress())
      .and.include("this is no terminal");
  });

  it("buys USDC without a permit by an allowance that it names, and leaves none", async () => {
    const { vault, person } = fixture;
    await withoutPermit();
    const had = await vault.balanceOf(person.address);
    const bought = await fixture.sign("buy", index, "--usdc", "50");
    expect(bought.code, bought.output).to.equal(0);
    expect(bought.errors).to.include("permission: there is no permit, so an allowance of at most");
    expect(await vault.balanceOf(person.address)).to.be.greaterThan(had);
    expect(await allowanceOfRouter()).to.equal(0n);
  });

  it("withdraws the allowance of a purchase that failed", async () => {
    const { vault, signers, networkHelpers, person } = fixture;
    const snapshot = await networkHelpers.takeSnapshot();
    await vault.connect(signers.guardian).pauseIssuance();
    const nonce = await person.getNonce();
    const refused = await fixture.sign("buy", index, "--usdc", "50");
    expect(refused.code, refused.output).to.equal(1);
    expect(refused.errors).to.include("paused");
    expect(await allowanceOfRouter()).to.equal(0n);
    expect(await person.getNonce()).to.equal(nonce + 2); // allowed, withdrawn
    await snapshot.restore();
  });

  it("revokes what is left to router and factory", async () => {
    const { usdc, person, router, factory } = fixture;
    await usdc.connect(person).approve(router, 7n * DOLLAR);
    await usdc.connect(person).approve(factory, 8n * DOLLAR);
    const revoked = await fixture.sign("revoke");
    expect(revoked.code, revoked.output).to.equal(0);
    expect(revoked.errors).to.include(": 7.000000 USDC").and.include(": 8.000000 USDC");
    expect(await allowanceOfRouter()).to.equal(0n);
    expect(await usdc.allowance(person, factory)).to.equal(0n);
    expect((await fixture.sign("revoke")).errors).to.include("has left no allowance");
  });

  it("V-2 issues although somebody gives a component to the index before, and takes what is needed only", async () => {
    const { vault, person, odd, weth, signers, ethers } = fixture;
    const [tokens] = await vault.basket(await vault.basketId());
    for (const token of tokens) {
      const component = await ethers.getContractAt("MockERC20", token);
      if (token === weth.target) await person.sendTransaction({ to: token, value: WAD / 10n });
      else await component.mint(person.address, 10n ** 30n);
    }
    // The gift comes between the preview and the issuance: with the first allowance.
    const { provider } = fixture;
    const send = provider.request.bind(provider);
    let isGiven = false;
    fixture.provider.request = async (call): Promise<unknown> => {
      if (call.method === "eth_sendRawTransaction" && !isGiven) {
        isGiven = true;
        await odd.connect(signers.deployer).mint(vault, 3n);
      }
      return send(call);
    };
    const had = await vault.balanceOf(person.address);
    const before = await odd.balanceOf(person.address);
    const issued = await fixture.sign("issue", index, "--shares", "2");
    fixture.provider.request = send;
    expect(issued.code, issued.output).to.equal(0);
    expect(isGiven).to.equal(true);
    expect(issued.errors).to.include("of at most 0.1 % and one smallest unit more");
    expect((await vault.balanceOf(person.address)) - had).to.equal(2n * WAD);

    const { parts } = JSON.parse(issued.out) as {
      parts: { token: string; amount: string; max: string }[];
    };
    const part = parts.find(({ token }) => token === odd.target)!;
    const taken = before - (await odd.balanceOf(person.address));
    expect(taken).to.be.within(BigInt(part.amount), BigInt(part.amount) + 1n);
    expect(await odd.allowance(person, vault)).to.equal(BigInt(part.max) - taken);

    const revoked = await fixture.sign("revoke", index);
    expect(revoked.code, revoked.output).to.equal(0);
    for (const token of tokens) {
      const component = await ethers.getContractAt("MockERC20", token);
      expect(await component.allowance(person, vault)).to.equal(0n);
    }
  });
});
