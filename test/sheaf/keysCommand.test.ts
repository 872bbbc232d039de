import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { Wallet } from "ethers";

import { sheaf } from "./sheaf.ts";

const PASSWORD = "correct horse battery";
const KNOWN = Wallet.createRandom();

describe("sheaf keys", function () {
  this.timeout(120_000);
  let directory: string;
  let password: string;
  const at = (name: string): string => join(directory, name);

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "sheaf-keys-"));
    password = at("password");
    await writeFile(password, `${PASSWORD}\n`);
  });
  after(() => rm(directory, { recursive: true }));

  it("makes a key that only its password opens, readable by its owner only", async () => {
    const file = at("new.json");
    const made = await sheaf("keys", "new", "--keystore", file, "--password-file", password);
    expect(made.code, made.output).to.equal(0);
    const json = await readFile(file, "utf8");
    const { address } = await Wallet.fromEncryptedJson(json, PASSWORD);
    expect(made.out).to.include(address);
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    const shown = await sheaf("keys", "address", "--keystore", file);
    expect(shown.out.trim()).to.equal(address);
  });

  it("imports a private key from a file, and shows neither key nor password", async () => {
    await writeFile(at("key"), `${KNOWN.privateKey}\n`);
    const file = at("imported.json");
    const flags = ["--key-file", at("key"), "--keystore", file, "--password-file", password];
    const { code, output } = await sheaf("keys", "import", ...flags);
    expect(code, output).to.equal(0);
    expect(output)
      .to.include(KNOWN.address)
      .and.not.include(KNOWN.privateKey.slice(2))
      .and.not.include(PASSWORD);
    const opened = await Wallet.fromEncryptedJson(await readFile(file, "utf8"), PASSWORD);
    expect(opened.privateKey).to.equal(KNOWN.privateKey);
  });

  it("never writes over a key", async () => {
    const file = at("kept.json");
    await writeFile(file, "mine");
    const { code, errors } = await sheaf(
      ...["keys", "new", "--keystore", file, "--password-file", password],
    );
    expect(code).to.equal(2);
    expect(errors).to.include("is there already");
    expect(await readFile(file, "utf8")).to.equal("mine");
  });

  it("refuses a short password, a text that is no key, and a file that is no keystore", async () => {
    await writeFile(at("short"), "1234567\n");
    const short = await sheaf(
      ...["keys", "new", "--keystore", at("a.json"), "--password-file", at("short")],
    );
    expect([short.code, short.errors]).to.deep.equal([
      2,
      "error: The password is shorter than 8 characters. Choose a longer one.\n",
    ]);
    await writeFile(at("nokey"), KNOWN.privateKey.slice(0, -2));
    const noKey = await sheaf(
      ...["keys", "import", "--key-file", at("nokey"), "--keystore", at("a.json")],
      ...["--password-file", password],
    );
    expect(noKey.code).to.equal(2);
    expect(noKey.errors)
      .to.include("holds no private key")
      .and.not.include(KNOWN.privateKey.slice(4, 20));
    for (const digits of ["f".repeat(63), "0".repeat(64), "f".repeat(64)]) {
      await writeFile(at("odd"), `0x${digits}`);
      const odd = await sheaf(
        ...["keys", "import", "--key-file", at("odd"), "--keystore", at("a.json")],
        ...["--password-file", password],
      );
      expect(odd.code, digits).to.equal(2);
      expect(odd.errors).to.include("holds no private key").and.not.include(digits.slice(0, 20));
    }
    const none = await sheaf("keys", "address", "--keystore", password);
    expect(none.code).to.equal(2);
    expect(none.errors).to.include("is no keystore of version 3");
    const missing = await sheaf("keys", "address", "--keystore", at("missing.json"));
    expect(missing.code).to.equal(2);
    expect(missing.errors).to.include("sheaf keys new");
  });

  it("waits for no input where there is no terminal", async () => {
    const { code, errors } = await sheaf("keys", "new", "--keystore", at("b.json"));
    expect(code).to.equal(2);
    expect(errors).to.include("A password is needed, and this is no terminal");
  });
});
