import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import { deploySheaf } from "../../deploy/deploySheaf.ts";
import { dollarListingOf } from "../../deploy/dollarListingOf.ts";
import { listingOf } from "../../deploy/listingOf.ts";
import { waitForFounding } from "../../deploy/waitForFounding.ts";
import { createLocalMarket } from "../../market/createLocalMarket.ts";
import { listOnMarket } from "../../market/listOnMarket.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { wanderingRows } from "../../market/wanderingRows.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";
import type { IndexFixture } from "../fixtures/indexFixture.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { network } from "hardhat";

const DAY = 86_400; // {s}
const USDC = 10n ** 6n;

/** An index of 10,000 shares that holds $1,000 of each of a hundred components, each with a pool of its own depth. Bob has USDC. */
export async function hundredFixture() {
  const connection = await network.create();
  const { ethers, ignition, networkHelpers } = connection;
  const [, admin, strategist, keeper, guardian, alice, bob] = await ethers.getSigners();
  const rows = wanderingRows(100, 0);
  const market = await createLocalMarket({ ethers, ignition, rows });
  const usdc = market.usdc;
  const sheaf = await deploySheaf({
    ethers,
    ignition,
    usdc: await usdc.getAddress(),
    admin: admin.address,
    strategist: strategist.address,
    keeper: keeper.address,
    guardian: guardian.address,
    adminDelay: 2 * DAY,
  });
  const dollar = dollarListingOf({
    token: await usdc.getAddress(),
    feed: await market.usdcFeed.getAddress(),
    tokenDecimals: 6,
  });
  const names = [...market.names.values()];
  const waitFor = async (seconds: bigint): Promise<void> =>
    void (await networkHelpers.time.increase(seconds));
  await listOnMarket(sheaf, market, admin, [dollar, ...names.map(listingOf)], waitFor);
  await waitForFounding(sheaf.registry, waitFor);
  await moveMarket(market, rows);
  await usdc.mint(alice.address, 100_000n * USDC);
  await usdc.connect(alice).approve(sheaf.factory, 100_000n * USDC);
  await sheaf.factory.connect(alice).createIndex({
    name: "Hundred",
    symbol: "HUNDRED",
    usdcAmount: 100_000n * USDC,
    sharePrice: 10n * USDC,
    maximumStableWeight: WAD,
    bearAllowed: true,
    minimumInterval: 6 * DAY,
    lossLimit: (WAD * 3n) / 100n,
    weeklyLossCap: WAD / 100n,
    turnoverLimit: 8n * WAD,
    salt: ethers.ZeroHash,
  });
  const vault = await ethers.getContractAt("IndexVault", await sheaf.factory.indexAt(0));
  const zero = Object.fromEntries(names.map(({ id }) => [id, 0n]));
  const parts = { market, usdc, networkHelpers } as IndexFixture;
  await vault
    .connect(strategist)
    .startEpoch(await epochOrder(parts, zero, { regime: REGIME.bear }), { gasLimit: 2n ** 24n });
  for (const [at, { token, tokenDecimals }] of names.entries()) {
    const amount = (1_000n * 10n ** BigInt(18 + tokenDecimals)) / rows[at].price;
    await (await ethers.getContractAt("MockERC20", token)).mint(vault, amount);
  }
  const weth = await market.weth.getAddress();
  const { router, lens } = await deployPeriphery({
    ethers,
    ignition,
    factory: await sheaf.factory.getAddress(),
    weth,
    poolFactory: await market.factory.getAddress(),
  });
  await usdc.mint(bob, 100_000n * USDC);
  return {
    ...connection,
    provider: connection.provider, // a getter: spreading leaves it out
    ...sheaf,
    market,
    usdc,
    vault,
    weth,
    router,
    lens,
    signers: { alice, bob },
  };
}
