import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";
import { parseAppConfig } from "@sheaf/sdk/appConfig/parseAppConfig";
import { parseKeeperReport } from "@sheaf/sdk/appConfig/parseKeeperReport";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { readQuote } from "@sheaf/sdk/quote/readQuote";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";
import { readEpochStarts } from "@sheaf/sdk/snapshot/readEpochStarts";
import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";
import { erc20Abi, getAddress, keccak256 } from "viem";
import type { Address } from "viem";

import { sheaf } from "../sheaf.ts";
import { startedProduct } from "./startedProduct.ts";
import type { StartedProduct } from "./startedProduct.ts";

const DAY = 86_400; // {s}
const SOMEBODY = getAddress("0x00000000000000000000000000000000c0ffee11");
const PACE = 12; // {s}

const foldersLeft = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith("sheaf-start-"));

describe("npm start", function () {
  this.timeout(120_000);
  let product: StartedProduct;
  let folders: string[];
  let lastDate: string; // of the history

  before(async () => {
    folders = foldersLeft();
    product = await startedProduct(
      ...["--weeks", "2", "--components", "4", "--no-app", "--pace", String(PACE)],
    );
    lastDate = (await keeperReport()).weeks[0]?.asOf ?? "";
  });
  after(() => {
    if (product.child.exitCode === null) product.child.kill("SIGKILL");
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${product.url}${path}`, { headers });
  const post = (path: string, body: unknown, type = "application/json"): Promise<Response> =>
    fetch(`${product.url}${path}`, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(body),
    });
  const keeperReport = async () => parseKeeperReport(await (await get("/keeper.json")).json());
  const latestTime = async (): Promise<number> =>
    Number((await product.client.getBlock()).timestamp);
  const startsOf = async (vault: Address) =>
    readEpochStarts({
      client: product.client,
      vault,
      fromBlock: 0n,
      toBlock: await product.client.getBlockNumber({ cacheTime: 0 }),
    });

  it("ends its history at the present time", async () => {
    const now = Date.now() / 1000;
    const time = await latestTime();
    const isCompressed = parseAppConfig(await (await get("/config.json")).json()).compressedTime;
    expect(time).to.be.within(now - 60, now + (isCompressed ? 9 * DAY : 60));
  });

  it("has three indexes that hold what their rules derive from published documents", async () => {
    const { client, config } = product;
    for (const { address, name, rules, kind } of config.indexes) {
      const start = (await startsOf(address)).at(-1);
      expect(start?.rulesHash, name).to.equal(rules);
      const report = await verifyEpoch({
        client,
        vault: address,
        epoch: start?.number ?? 0,
        documents: {
          read: async (file) => {
            const folder = file === `${rules}.json` ? "rules" : "snapshots";
            return new Uint8Array(await (await get(`/${folder}/${file}`)).arrayBuffer());
          },
        },
      });
      expect(report.verified, name).to.equal(true);
      const view = await readIndexView({ client, lens: config.contracts.lens, vault: address });
      const held = view.components.filter(
        ({ target, token }) => target > 0n && token !== view.usdc,
      );
      expect(held, name).to.have.lengthOf(kind === "sector" ? 5 : 4);
      for (const { held: has, target, symbol } of held)
        expect(has, `${name} ${symbol}`).to.be.within(
          (target * 97n) / 100n,
          (target * 103n) / 100n,
        );
    }
  });

  it("has indexes that a person can buy for 100 USDC, by a quote that it computes", async () => {
    const { client, config } = product;
    const { lens, weth } = config.contracts;
    for (const { address: vault, name } of config.indexes) {
      const { usdc, valueComplete } = await readQuote({ client, lens, vault, weth }, (state) =>
        quoteBuy({ state, usdc: 100_000_000n, slippage: 5n * 10n ** 15n }),
      );
      expect(usdc, name).to.be.within(98_000_000n, 100_000_000n);
      expect(valueComplete, name).to.equal(true);
    }
  });

  it("serves the configuration that it printed, with three indexes", async () => {
    const config = parseAppConfig(await (await get("/config.json")).json());
    expect({ ...config, compressedTime: false }).to.deep.equal(product.config);
    expect(config.chainId).to.equal(31_337);
    expect(config.local).to.deep.equal({ wallet: true, faucet: true, pace: PACE });
    expect(config.indexes.map(({ slug, kind }) => [slug, kind])).to.deep.equal([
      ["top-4", "regime"],
      ["hodl-4", "passive"],
      ["memecoins", "sector"],
    ]);
    expect(await product.client.getChainId()).to.equal(31_337);
  });

  it("has a strict policy on every response", async () => {
    for (const path of ["/config.json", "/meta.json", "/no-such-page"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).to.match(/default-src 'self'; script-src 'self'; style-src 'self';/);
      const connect = "connect-src 'self' https: http://127.0.0.1:* http://localhost:*;";
      for (const rule of [
        connect,
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
      ])
        expect(policy, path).to.include(rule);
      expect(policy, path).not.to.include("unsafe");
      expect(headers.get("x-content-type-options"), path).to.equal("nosniff");
      expect(headers.get("referrer-policy"), path).to.equal("no-referrer");
    }
  });

  it("serves rules by the hash that is on chain, and no other file", async () => {
    const hash = product.config.indexes[0]?.rules ?? "0x";
    const response = await get(`/rules/${hash}.json`);
    expect(keccak256(new Uint8Array(await response.arrayBuffer()))).to.equal(hash);
    for (const path of [`/rules/0x${"00".repeat(32)}.json`, "/rules/..%2f..%2fpackage.json"])
      expect((await get(path)).status, path).to.equal(404);
  });

  it("lists every token of the market with symbol and decimals", async () => {
    const { tokens } = (await (await get("/meta.json")).json()) as {
      readonly tokens: readonly { address: Address; symbol: string; decimals: number }[];
    };
    expect(tokens.length).to.be.greaterThan(8);
    expect(new Set(tokens.map(({ symbol }) => symbol)).size).to.equal(tokens.length);
    for (const { address, symbol, decimals } of tokens.slice(0, 3)) {
      const read = { address, abi: erc20Abi } as const;
      const { client } = product;
      expect(await client.readContract({ ...read, functionName: "symbol" })).to.equal(symbol);
      expect(await client.readContract({ ...read, functionName: "decimals" })).to.equal(decimals);
    }
  });

  it("gives test ether and test USDC to an address, and nothing to a malformed one", async () => {
    const { client, config } = product;
    expect((await post("/faucet", { address: SOMEBODY })).status).to.equal(200);
    expect(await client.getBalance({ address: SOMEBODY })).to.equal(10n ** 19n);
    const usdc = { address: config.contracts.usdc, abi: erc20Abi } as const;
    const balance = { ...usdc, functionName: "balanceOf", args: [SOMEBODY] } as const;
    expect(await client.readContract(balance)).to.equal(10_000_000_000n);
    for (const body of [{}, { address: "0x1" }, { address: SOMEBODY, usdc: 5 }, "x"])
      expect((await post("/faucet", body)).status, JSON.stringify(body)).to.equal(400);
  });

  it("refuses requests that a page of another site could send", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "eth_chainId" };
    expect((await post("/rpc", call, "text/plain")).status).to.equal(415);
    expect((await get("/config.json", { origin: "https://example.org" })).status).to.equal(403);
    expect((await get("/config.json", { origin: "http://localhost:5173" })).status).to.equal(200);
    expect((await post("/rpc", { ...call, method: "x".repeat(1_100_000) })).status).to.equal(413);
    expect(await (await post("/rpc", { hello: 1 })).json()).to.have.nested.property("error.code");
  });

  it("has a revert's bytes in the error of a call", async () => {
    const { router } = product.config.contracts;
    const response = await post("/rpc", {
      ...{ jsonrpc: "2.0", id: 1, method: "eth_call" },
      params: [
        {
          to: product.config.contracts.usdc,
          data: `0xa9059cbb${"0".repeat(24)}${router.slice(2)}${"f".repeat(64)}`,
        },
        "latest",
      ],
    });
    const { error } = (await response.json()) as { readonly error: { readonly data: string } };
    expect(error.data).to.match(/^0xe450d38c/); // ERC20InsufficientBalance
  });

  it("lets a week pass at its pace, in which the keeper works, and marks the time as compressed", async () => {
    let report = await keeperReport();
    while (report.weeks.some(({ asOf }) => asOf <= lastDate)) {
      await setTimeout(200);
      report = await keeperReport();
    }
    const { compressedTime } = parseAppConfig(await (await get("/config.json")).json());
    expect(compressedTime).to.equal(true);
    expect(report.weeks.map(({ index }) => index)).to.deep.equal(
      product.config.indexes.map(({ address }) => address),
    );
    for (const { asOf, ranAt, nextAt, closed, regime } of report.weeks) {
      const monday = Date.parse(asOf) / 1000;
      expect(monday - Date.parse(lastDate) / 1000).to.equal(7 * DAY);
      expect(ranAt).to.be.within(monday, monday + DAY);
      expect(nextAt).to.equal(monday + 7 * DAY);
      expect(closed).to.be.oneOf(["settled", "none"]);
      expect(regime.close > 0n && regime.mean > 0n).to.equal(true);
    }
    expect(await latestTime()).to.be.greaterThan(Date.now() / 1000 + 5 * DAY);
  });

  it("ends by SIGINT, and leaves neither server nor folder behind", async () => {
    const { child, url } = product;
    const ended = once(child, "exit");
    child.kill("SIGINT");
    expect(await ended).to.deep.equal([130, null]);
    expect(foldersLeft().filter((name) => !folders.includes(name))).to.deep.equal([]);
    expect(existsSync(`/proc/${child.pid}`)).to.equal(false);
    expect(await fetch(url).catch(() => "closed")).to.equal("closed");
  });

  it("refuses data that is not there, and a pace for a market that stands still", async () => {
    const still = await sheaf("start", "--still", "--pace", "5");
    expect([still.code, still.output]).to.deep.equal([2, still.output]);
    expect(still.output).to.include("--pace");
    const data = await sheaf("start", "--data", "no-such-folder");
    expect(data.code, data.output).to.equal(2);
    expect(data.output).to.include("no-such-folder does not exist");
  });
});
