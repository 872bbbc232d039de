import type { BenchWorld } from "./createBenchWorld.ts";

const ADMIN = "0x000000000000000000000000000000000000ad11"; // nobody who calls
const SLOTS = ["sheaf.bench.proxy.admin", "sheaf.bench.proxy.implementation"] as const;

/** Exchanges the code of the market's USDC for a proxy and what stands behind it; balances and allowances stay as they are. */
export async function proxyUsdc({
  connection: { ethers, networkHelpers },
  market,
}: {
  readonly connection: Pick<BenchWorld["connection"], "ethers" | "networkHelpers">;
  readonly market: { readonly usdc: { getAddress(): Promise<string> } };
}): Promise<void> {
  const implementation = await ethers.deployContract("UsdcLogic");
  const proxy = await ethers.deployContract("UsdcProxy", [implementation, ADMIN]);
  const usdc = await market.usdc.getAddress();
  for (const name of SLOTS) {
    const value = await ethers.provider.getStorage(proxy, ethers.id(name));
    await networkHelpers.setStorageAt(usdc, ethers.id(name), value);
  }
  await networkHelpers.setCode(usdc, await ethers.provider.getCode(proxy));
}
