import { mkdtemp, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CONTRACT_KEYS } from "@sheaf/sdk/addresses/addressBook";
import { encryptKeystoreJson, keccak256, Wallet } from "ethers";

import { routerFixture } from "../../fixtures/routerFixture.ts";
import { serveProvider } from "../serveProvider.ts";
import { sheaf } from "../sheaf.ts";

const PASSWORD = "a password of a test";
const HASH = `0x${"00".repeat(32)}`;

/** An index with ten components and pools on a served node, and a person who has USDC, ether and a keystore. */
export async function exchangeFixture() {
  const fixture = await routerFixture();
  const folder = await mkdtemp(join(tmpdir(), "sheaf-exchange-"));
  const node = await serveProvider(fixture.provider);
  const person = Wallet.createRandom();
  const { signers, usdc, ethers } = fixture;
  await signers.deployer.sendTransaction({ to: person.address, value: 10n ** 18n });
  await usdc.mint(person.address, 1_000n * 10n ** 6n);
  const files = {
    keystore: join(folder, "key.json"),
    password: join(folder, "password"),
    addresses: join(folder, "book.json"),
  };
  await writeFile(
    files.keystore,
    await encryptKeystoreJson(
      { address: person.address, privateKey: person.privateKey },
      PASSWORD,
      { scrypt: { N: 2 } },
    ),
  );
  await writeFile(files.password, PASSWORD);
  await writeFile(files.addresses, JSON.stringify(await bookOf(fixture)));
  const rpc = urlOf(node);
  return {
    ...fixture,
    provider: fixture.provider,
    folder,
    node,
    rpc,
    files,
    person: person.connect(ethers.provider),
    /** Runs a command that reads. */
    read: (...words: string[]) =>
      sheaf(...words, "--rpc", rpc, "--addresses", files.addresses, "--json", "-"),
    /** Runs a command that signs, with nothing but a keystore. */
    sign: (...words: string[]) =>
      sheaf(
        ...[...words, "--rpc", rpc, "--addresses", files.addresses],
        ...["--keystore", files.keystore, "--password-file", files.password],
        ...["--yes", "--json", "-"],
      ),
  };
}

export type ExchangeFixture = Awaited<ReturnType<typeof exchangeFixture>>;

function urlOf(node: Server): string {
  return `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
}

/** The address book of the fixture's contracts. */
async function bookOf(fixture: Awaited<ReturnType<typeof routerFixture>>) {
  const { ethers, market, usdc, weth } = fixture;
  const implementation = await fixture.factory.implementation();
  const addressOf = async (key: (typeof CONTRACT_KEYS)[number]): Promise<string> =>
    key === "implementation" ? implementation : fixture[key].getAddress();
  const contracts: Record<string, unknown> = {};
  for (const key of CONTRACT_KEYS) {
    const address = await addressOf(key);
    contracts[key] = {
      contract: key,
      address,
      block: 0,
      transaction: HASH,
      codeHash: keccak256(await ethers.provider.getCode(address)),
      constructorArguments: [],
      verified: [],
    };
  }
  return {
    version: 1,
    network: "local",
    chainId: 31_337,
    contracts,
    libraries: {},
    external: {
      usdc: await usdc.getAddress(),
      usdcFeed: await market.usdcFeed.getAddress(),
      weth: await weth.getAddress(),
      poolFactory: await market.factory.getAddress(),
      sequencerFeed: null,
    },
  };
}
