import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { network } from "hardhat";
import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";

import { deploy } from "../../cli/deploy/deploy.ts";
import { openWallet } from "../../cli/deploy/openWallet.ts";
import { poseAsBaseSepolia } from "../../cli/node/poseAsBaseSepolia.ts";
import { serveProvider } from "../sheaf/serveProvider.ts";
import { deployerKey } from "./deployerKey.ts";

const CHAIN_ID = 84532;
const HOLDERS = {
  admin: "0x00000000000000000000000000000000000000A1",
  strategist: "0x00000000000000000000000000000000000000a2",
  keeper: "0x00000000000000000000000000000000000000A3",
  guardian: "0x00000000000000000000000000000000000000a4",
};

/** A deployment with a test market of `tokens` on a chain in this process that mines at once. */
export async function testMarketFixture(tokens: number) {
  const directory = await mkdtemp(join(tmpdir(), "sheaf-market-"));
  const key = await deployerKey(directory);
  const { ethers, provider, networkHelpers } = await network.create({
    network: "node",
    override: { chainId: CHAIN_ID },
  });
  const ask = (method: string, params: readonly unknown[]) =>
    provider.request({ method, params: [...params] });
  await poseAsBaseSepolia(ask, [key.address as `0x${string}`]);
  const node = await serveProvider(provider);
  const rpcUrl = `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
  const market = modelMarket({ seed: 1, weeks: 4, names: 40 });
  const addresses = join(directory, "addresses.json");
  const run = (changes: { readonly passDelays?: boolean; readonly rpcUrl?: string } = {}) =>
    deploy({
      ...{ network: "base-sepolia", rpcUrl, roles: HOLDERS, testTokens: tokens, market, addresses },
      ...{ keystore: key.keystore, passwordFile: key.passwordFile },
      deployments: join(directory, "deployments"),
      ...{ dryRun: false, passDelays: true, yes: true, print: () => undefined },
      ...changes,
    });
  return {
    ...{ ethers, provider, networkHelpers, rpcUrl, market, key, run },
    wallet: await openWallet(key, CHAIN_ID),
    book: async () => parseAddressBook(await readFile(addresses, "utf8"), addresses),
    close: async () => {
      node.close();
      await rm(directory, { recursive: true });
    },
  };
}
