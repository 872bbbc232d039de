import type { Contract } from "ethers";

import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import { probeToken } from "../../deploy/probeToken.ts";
import { addComponents } from "../fixtures/addComponents.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { DECIMALS, indexFixture, ROWS, WAD } from "../fixtures/indexFixture.ts";
import type { ComponentId } from "../fixtures/indexFixture.ts";
import type { Priced } from "../fixtures/openPool.ts";
import { worth } from "../fixtures/openPool.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import { usd } from "../market/usd.ts";

const EACH = 1_000n; // {usd} that the index has of each component
const RICH = 10n ** 11n; // {usd} that the maker of pools has of each
const WEI = 10n ** 18n;

/** Components beside those of the local market, with decimals and prices at the ends of what is listed. */
const EXTRAS = [
  { id: "whole", decimals: 0, price: usd("5") },
  { id: "tenth", decimals: 1, price: usd("0.7") },
  { id: "twelve", decimals: 12, price: usd("250") },
  { id: "far", decimals: 27, price: 1_000_000n }, // 1e-12 $
  { id: "plain", decimals: 18, price: usd("1") },
] as const;

export type StatesFixture = Awaited<ReturnType<typeof statesFixture>>;

/**
 * An index of twelve components with 0 to 27 decimals, WETH and USDC among them, of which only the five of the local market have
 * pools, and a maker of pools who has plenty of everything.
 */
export async function statesFixture() {
  const base = await indexFixture();
  const { ethers, market, usdc, factory, signers, networkHelpers } = base;
  const vault = await createIndex(base, { maxStableWeight: WAD });
  const weth = market.weth;
  const ether = await ethers.deployContract("MockAggregator", [8, "ETH / USD", 2_000n * 10n ** 8n]);
  await signers.deployer.sendTransaction({ to: weth.target, value: 10_000n });
  await probeToken(base.registry, signers.deployer, await weth.getAddress(), 10_000n);
  const extras = await Promise.all(
    EXTRAS.map(async ({ id, decimals, price }) => ({
      id,
      token: await ethers.deployContract("MockERC20", [id, id, decimals]),
      tokenDecimals: decimals,
      feed: await ethers.deployContract("MockAggregator", [18, "ANY", price]),
      price,
    })),
  );
  await addComponents(base, [...extras, { token: weth, tokenDecimals: 18, feed: ether }]);
  await ether.setAnswer(2_000n * 10n ** 8n);
  for (const { feed, price } of extras) await feed.setAnswer(price);
  const pools = market.factory.connect(signers.deployer) as Contract & {
    enableFeeAmount(fee: number, spacing: number): Promise<unknown>;
    getPool(a: string, b: string, fee: number): Promise<string>;
  };
  await pools.enableFeeAmount(100, 1);

  const dollar: Priced = { token: await usdc.getAddress(), decimals: 6, price: usd("1") };
  const wrapped: Priced = { token: await weth.getAddress(), decimals: 18, price: usd("2000") };
  const listed: Priced[] = [
    ...[...market.names.values()].map(({ id, token }) => ({
      token,
      decimals: DECIMALS[id as ComponentId],
      price: ROWS.find((row) => row.id === id)!.price,
    })),
    ...(await Promise.all(
      extras.map(async ({ token, tokenDecimals, price }) => ({
        token: await token.getAddress(),
        decimals: tokenDecimals,
        price,
      })),
    )),
    wrapped,
  ];
  const components = [...listed, dollar]
    .map(({ token }) => token)
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const weights = components.map((token) => (token === dollar.token ? WAD : 0n));
  await vault
    .connect(signers.strategist)
    .startEpoch(await epochOrder(base, {}, { components, weights, regime: REGIME.bear }));

  const maker = await ethers.deployContract("PoolMaker", [market.factory]);
  await networkHelpers.setBalance(signers.deployer.address, 10n ** 8n * WEI);
  const own = weth.connect(signers.deployer) as Contract;
  await own.deposit({ value: 5n * 10n ** 7n * WEI + worth(wrapped, EACH) });
  await own.transfer(maker, 5n * 10n ** 7n * WEI);
  await own.transfer(vault, worth(wrapped, EACH));
  for (const name of [...listed, dollar]) {
    if (name.token === wrapped.token) continue;
    const token = await ethers.getContractAt("MockERC20", name.token);
    await token.mint(maker, worth(name, RICH));
    if (name.token !== dollar.token) await token.mint(vault, worth(name, EACH));
  }
  await usdc.mint(signers.bob, 1_000_000n * 10n ** 6n);
  const { router, lens } = await deployPeriphery({
    ethers,
    ignition: base.ignition,
    factory: await factory.getAddress(),
    weth: wrapped.token,
    poolFactory: await market.factory.getAddress(),
  });
  return { ...base, vault, weth, maker, pools, dollar, wrapped, listed, components, router, lens };
}
