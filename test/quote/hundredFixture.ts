import { deployPeriphery } from "../../deploy/deployPeriphery.ts";
import { wanderingRows } from "../../market/wanderingRows.ts";
import { foundIndex, WAD } from "../fixtures/foundIndex.ts";
import { epochOrder, REGIME } from "../fixtures/orders.ts";

const USDC = 10n ** 6n;

/** An index of 10,000 shares that holds $1,000 of each of a hundred components, each with a pool of its own depth. Bob has USDC. */
export async function hundredFixture() {
  const rows = wanderingRows(100, 0);
  const founded = await foundIndex({
    rows,
    name: "Hundred",
    symbol: "HUNDRED",
    dollars: 100_000n,
    maxStableWeight: WAD,
  });
  const { ethers, ignition, factory, market, usdc, vault, signers } = founded;
  const names = [...market.names.values()];
  const zero = Object.fromEntries(names.map(({ id }) => [id, 0n]));
  for (const [at, { token, tokenDecimals }] of names.entries()) {
    const amount = (1_000n * 10n ** BigInt(18 + tokenDecimals)) / rows[at].price;
    await (await ethers.getContractAt("MockERC20", token)).mint(vault, amount);
  }
  const order = await epochOrder(founded, zero, { regime: REGIME.bear });
  await vault.connect(signers.strategist).startEpoch(order, { gasLimit: 2n ** 24n });
  const weth = await market.weth.getAddress();
  const { router, lens } = await deployPeriphery({
    ethers,
    ignition,
    factory: await factory.getAddress(),
    weth,
    poolFactory: await market.factory.getAddress(),
  });
  await usdc.mint(signers.bob, 100_000n * USDC);
  return { ...founded, weth, router, lens };
}
