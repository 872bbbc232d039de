import { execFile } from "node:child_process";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

import { DEVELOPMENT_MNEMONIC } from "@sheaf/gates/developmentKeys";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { CONTRACT_KEYS } from "@sheaf/sdk/addresses/addressBook";
import { expect } from "chai";
import { HDNodeWallet, Mnemonic, ZeroHash } from "ethers";

import { packWorkspace } from "../../tools/pack/packWorkspace.ts";
import type { RouterFixture } from "../fixtures/routerFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { serveProvider } from "../sheaf/serveProvider.ts";
import { installPackages } from "./installPackages.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const USDC = 100_000_000n; // {usdc} that a program spends at most
const run = promisify(execFile);

/** The book of the fixture's contracts, as far as a program reads it. */
async function bookOf(fixture: RouterFixture): Promise<AddressBook> {
  const { router, lens, usdc, weth, market } = fixture;
  const places: Readonly<Record<string, typeof router | typeof lens>> = { router, lens };
  const entries = CONTRACT_KEYS.map(async (key) => [
    key,
    {
      contract: key,
      address: await (places[key] ?? router).getAddress(),
      ...{ block: 1, transaction: ZeroHash, codeHash: ZeroHash },
      ...{ constructorArguments: [], verified: [] },
    },
  ]);
  return {
    ...{ version: 1, network: "local", chainId: 31337, libraries: {} },
    contracts: Object.fromEntries(await Promise.all(entries)) as AddressBook["contracts"],
    external: {
      ...{ usdc: await usdc.getAddress(), usdcFeed: await usdc.getAddress() },
      ...{ weth: await weth.getAddress(), poolFactory: await market.factory.getAddress() },
      sequencerFeed: null,
    },
  } as AddressBook;
}

/** The key of an account of the local chain. */
function keyOf(address: string): string {
  const mnemonic = Mnemonic.fromPhrase(DEVELOPMENT_MNEMONIC);
  const branch = HDNodeWallet.fromMnemonic(mnemonic, "m/44'/60'/0'/0");
  for (let index = 0; ; index++) {
    const child = branch.deriveChild(index);
    if (child.address === address) return child.privateKey;
  }
}

describe("the example programs of the sdk", function () {
  this.timeout(120_000);
  let project: string;
  let fixture: RouterFixture;
  let node: Server;
  let environment: Record<string, string>;

  before(async () => {
    project = await installPackages([await packWorkspace(ROOT, "sdk")], ["viem", "zod", "ethers"]);
    fixture = await routerFixture();
    node = await serveProvider(fixture.provider);
    const { port } = node.address() as AddressInfo;
    const book = join(project, "31337.json");
    await writeFile(book, JSON.stringify(await bookOf(fixture)));
    environment = {
      SHEAF_RPC: `http://127.0.0.1:${port}`,
      SHEAF_ADDRESSES: book,
      SHEAF_INDEX: await fixture.vault.getAddress(),
      SHEAF_PRIVATE_KEY: keyOf(fixture.signers.bob.address),
    };
  });
  after(async () => {
    node.close();
    await rm(project, { recursive: true, force: true });
  });

  const start = async (program: string, changes: Record<string, string> = {}) => {
    const from = join(project, "node_modules", "@sheaf", "sdk", "examples", program);
    await copyFile(from, join(project, program));
    const options = { cwd: project, env: { ...environment, ...changes } };
    return run(process.execPath, [program], options);
  };

  for (const program of ["viem.mjs", "ethers.mjs"]) {
    it(`${program} buys, reads holdings and redeems in kind, from the packed sdk`, async () => {
      const { vault, odd, usdc, signers } = fixture;
      const [dollars, components] = [
        await usdc.balanceOf(signers.bob),
        await odd.balanceOf(signers.bob),
      ];
      const { stdout, stderr } = await start(program);
      expect(stderr).to.equal("");
      const lines = stdout.trim().split("\n");
      expect(lines[0]).to.match(/^bought [345]\.\d+ shares$/); // of $20 at first, and of less after a redemption in kind
      expect(lines.filter((line) => /^holds \d+\.\d+ \w+$/.test(line))).to.have.lengthOf(10);
      expect(lines.at(-1)).to.equal("redeemed: 10 components paid, 0 credited");
      expect(await vault.balanceOf(signers.bob)).to.equal(0n);
      const spent = dollars - (await usdc.balanceOf(signers.bob));
      expect(spent > 0n && spent < USDC, `${spent}`).to.equal(true); // USDC of the basket came back
      expect((await odd.balanceOf(signers.bob)) > components).to.equal(true);
    });

    it(`${program} names the cause where the contract refuses`, async () => {
      const alone = HDNodeWallet.createRandom();
      await fixture.signers.deployer.sendTransaction({ to: alone, value: 10n ** 18n });
      const refused = await start(program, { SHEAF_PRIVATE_KEY: alone.privateKey }).then(
        ({ stdout }) => stdout,
        ({ stderr }: { stderr: string }) => stderr,
      );
      expect(refused)
        .to.include(`Error: ${alone.address} has 0 of the token's smallest unit`)
        .and.not.include(alone.privateKey.slice(2));
    });

    it(`${program} is shown in the README`, async () => {
      const source = await readFile(join(ROOT, "sdk", "examples", program), "utf8");
      const readme = await readFile(join(ROOT, "sdk", "README.md"), "utf8");
      expect(readme.includes(source), program).to.equal(true);
    });
  }
});
