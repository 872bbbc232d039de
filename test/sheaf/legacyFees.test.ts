import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { network } from "hardhat";
import { readNetworkFee } from "@sheaf/sdk/quote/readNetworkFee";

import { openSigner } from "../../cli/session/openSigner.ts";
import { openWire } from "../../cli/session/openWire.ts";
import { sendCall } from "../../cli/session/sendCall.ts";
import { deployerKey } from "../deploy/deployerKey.ts";
import { serveProvider } from "./serveProvider.ts";

const LEGACY = 0;
const GAS = 21_000n;

describe("sendCall, on a chain without EIP-1559", () => {
  let node: Server;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sheaf-legacy-"));
  });
  after(async () => {
    node.close();
    await rm(folder, { recursive: true });
  });

  it("offers the chain's gas price and a fifth, within the fee that is allowed", async () => {
    const { ethers, provider, networkHelpers } = await network.create({
      override: { hardfork: "berlin" },
    });
    node = await serveProvider(provider);
    const rpc = `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
    const key = await deployerKey(folder);
    await networkHelpers.setBalance(key.address, 10n ** 18n);
    const session = await openWire({ rpc });
    const account = await openSigner(session, key);
    const gasPrice = BigInt((await provider.request({ method: "eth_gasPrice" })) as string);
    const fee = await readNetworkFee(session.client, GAS, undefined);
    expect(fee.wei).to.equal(((gasPrice * 6n) / 5n) * GAS);

    const call = { to: account.address, data: "0x" } as const;
    const { transactionHash } = await sendCall({
      ...{ session, account, call, title: "send", print: () => undefined },
    });
    const sent = await ethers.provider.getTransaction(transactionHash);
    expect(sent).to.include({ type: LEGACY, gasPrice: (gasPrice * 6n) / 5n });

    const refused = await sendCall({
      ...{ session: { ...session, maxFee: GAS }, account, call, title: "send" },
      print: () => undefined,
    }).catch((error: unknown) => error);
    expect(String(refused)).to.include("The network fee may be up to");
  });
});
