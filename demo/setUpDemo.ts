import { ZeroHash } from "ethers";
import type { MarketRow } from "@sheaf/sdk/market/market";

import type { IndexVault } from "../types/index.js";
import type { Connection } from "./openChain.ts";
import { setUpSheaf } from "./setUpSheaf.ts";
import type { LocalSheaf, StableCoin } from "./setUpSheaf.ts";

const WAD = 10n ** 18n;
const DAY = 86_400; // {s}
const USDC = 10n ** 6n;

/** What the creator puts in. {usdc} */
export const CREATION_USDC = 100_000n * USDC;
/** {1} What trades may lose in any seven days, unless a demo says otherwise, and in a weekly epoch. */
const LOSS_LIMIT = (WAD * 3n) / 100n;
const WEEKLY_LOSS_CAP = WAD / 100n;

/** What a share costs at first. {usdc/share} */
export const SHARE_PRICE = 100n * USDC;

/** How a demo's index differs from the usual one. */
export type DemoTerms = {
  readonly stables?: readonly StableCoin[];
  readonly lossLimit?: bigint; // WAD of NAV, what trades may lose in seven days
};

export type Demo = LocalSheaf & { readonly vault: IndexVault };

/** Deploys the market with the names of `rows` and of `stables`, the contracts and one index on a local chain. */
export async function setUpDemo(
  connection: Connection,
  name: string,
  rows: readonly MarketRow[],
  { stables = [], lossLimit = LOSS_LIMIT }: DemoTerms = {},
): Promise<Demo> {
  const local = await setUpSheaf(connection, rows, stables);
  return { ...local, vault: await createIndex(local, { name, lossLimit }) };
}

async function createIndex(
  { sheaf, market, creator }: LocalSheaf,
  { name, lossLimit }: { readonly name: string; readonly lossLimit: bigint },
): Promise<IndexVault> {
  const usdc = market.usdc.connect(creator.signer);
  await (await usdc.mint(creator.address, CREATION_USDC)).wait();
  await (await usdc.approve(await sheaf.factory.getAddress(), CREATION_USDC)).wait();
  const creation = {
    name,
    symbol: name.replaceAll(" ", "").toUpperCase(),
    usdcAmount: CREATION_USDC,
    sharePrice: SHARE_PRICE,
    maxStableWeight: WAD / 5n,
    bearAllowed: true,
    minInterval: 6 * DAY,
    lossLimit,
    weeklyLossCap: lossLimit < WEEKLY_LOSS_CAP ? lossLimit : WEEKLY_LOSS_CAP,
    turnoverLimit: 4n * WAD,
    salt: ZeroHash,
  };
  await (await sheaf.factory.connect(creator.signer).createIndex(creation)).wait();
  return market.ethers.getContractAt("IndexVault", await sheaf.factory.indexAt(0));
}
