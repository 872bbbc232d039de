import { readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { expect } from "chai";
import { encryptKeystoreJson, Wallet } from "ethers";

import { sheaf } from "../sheaf.ts";
import { exchangeFixture } from "./exchangeFixture.ts";
import type { ExchangeFixture } from "./exchangeFixture.ts";

describe("sheaf buy, of an input that cannot be used", function () {
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

  async function refuse(change: readonly string[], code: number, sentence: string) {
    const { rpc, files, usdc, person } = fixture;
    const had = await usdc.balanceOf(person.address);
    const nonce = await person.getNonce();
    const given = [
      ...["buy", index, "--usdc", "50", "--rpc", rpc, "--addresses", files.addresses, "--yes"],
      ...["--keystore", files.keystore, "--password-file", files.password, ...change],
    ];
    const outcome = await sheaf(...given);
    expect(outcome.code, outcome.output).to.equal(code);
    expect(outcome.errors).to.include(sentence).and.not.include("    at ");
    expect(await usdc.balanceOf(person.address)).to.equal(had);
    expect(await person.getNonce()).to.equal(nonce);
  }

  it("refuses an address book of another chain", async () => {
    const other = join(fixture.folder, "other.json");
    const book = await readFile(fixture.files.addresses, "utf8");
    await writeFile(other, book.replace('"chainId":31337', '"chainId":84532'));
    await refuse(["--addresses", other], 2, "serves chain 31337");
    await refuse(["--addresses", join(fixture.folder, "none.json")], 2, "There is no address book");
  });

  it("refuses an index that is not the deployment's, and lists those that are", async () => {
    const { rpc, files } = fixture;
    const { code, errors } = await sheaf(
      ...["quote", "buy", "NOPE", "--usdc", "50", "--rpc", rpc, "--addresses", files.addresses],
    );
    expect(code).to.equal(2);
    expect(errors).to.include("No index of this deployment is called NOPE").and.include("FIVE");
  });

  it("refuses more than the account has, and an account without ether", async () => {
    await refuse(["--usdc", "5000"], 2, "has 1,000.00 USDC, and this takes 5,000.00 USDC");
    const poor = Wallet.createRandom();
    const keystore = join(fixture.folder, "poor.json");
    const { password } = fixture.files;
    const text = await readFile(password, "utf8");
    await writeFile(
      keystore,
      await encryptKeystoreJson({ address: poor.address, privateKey: poor.privateKey }, text, {
        scrypt: { N: 2 },
      }),
    );
    await fixture.usdc.mint(poor.address, 100n * 10n ** 6n);
    await refuse(["--keystore", keystore], 2, "has 0 ether; the network fee may be up to");
  });

  it("refuses a wrong password without showing it", async () => {
    const wrong = join(fixture.folder, "wrong");
    await writeFile(wrong, "not the password");
    await refuse(["--password-file", wrong], 2, "The password does not open");
  });

  it("refuses amounts that are none", async () => {
    for (const amount of ["0", "-5", "1e", "0.0000001", "ten"])
      await refuse(["--usdc", amount], 2, "--usdc takes an amount above zero");
  });

  it("explains what the contract refuses: a purchase while buying is paused", async () => {
    const { vault, signers, networkHelpers } = fixture;
    const snapshot = await networkHelpers.takeSnapshot();
    await vault.connect(signers.guardian).pauseIssuance();
    await refuse([], 1, "paused");
    await snapshot.restore();
  });

  it("says that the outcome is unknown where the node goes in the middle, and buys at the second try", async () => {
    const { rpc, files, vault, person } = fixture;
    const failing = await nodeThatGoes(rpc);
    const flags = ["--addresses", files.addresses, "--yes", "--keystore", files.keystore];
    const buy = (url: string) =>
      sheaf(
        ...["buy", index, "--usdc", "50", "--rpc", url, ...flags],
        ...["--password-file", files.password],
      );
    const first = await buy(failing.url);
    failing.server.close();
    expect(first.code, first.output).to.equal(1);
    expect(first.errors).to.include("It may still be mined: look it up").and.not.include("    at ");
    expect(await vault.balanceOf(person.address)).to.equal(0n);
    const second = await buy(rpc);
    expect(second.code, second.output).to.equal(0);
    expect((await vault.balanceOf(person.address)) > 0n).to.equal(true);
  });
});

/** A node that passes everything on until a transaction is sent: then it closes every connection, and does not pass it on. */
async function nodeThatGoes(behind: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (body.includes("eth_sendRawTransaction")) return void request.socket.destroy();
      fetch(behind, { method: "POST", body, headers: { "content-type": "application/json" } })
        .then((answer) => answer.text())
        .then((text) => response.setHeader("content-type", "application/json").end(text))
        .catch(() => request.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
