import { ZeroHash } from "ethers";

import type { LocalSheaf } from "../../demo/setUpSheaf.ts";
import type { IndexVault } from "../../types/index.js";
import { termsFor } from "../index/create/termsFor.ts";
import type { IndexPlan } from "./indexPlan.ts";

const USDC = 10n ** 6n;
const CREATION_USDC = 100_000n * USDC;
const SHARE_PRICE = 100n * USDC;
/** {1} WAD What trades may lose in any seven days. */
const LOSS_LIMIT = (3n * 10n ** 18n) / 100n;

/** An index that was created, and what it follows. */
export type StartedIndex = {
  readonly plan: IndexPlan;
  readonly vault: IndexVault;
  readonly address: string;
  readonly createdBlock: number;
};

/** Creates the planned indexes, each of 100,000 test USDC. */
export async function createIndexes(
  { market, sheaf, creator }: Pick<LocalSheaf, "market" | "sheaf" | "creator">,
  plans: readonly IndexPlan[],
): Promise<StartedIndex[]> {
  const usdc = market.usdc.connect(creator.signer);
  const factory = sheaf.factory.connect(creator.signer);
  const amount = CREATION_USDC * BigInt(plans.length);
  await (await usdc.mint(creator.address, amount)).wait();
  await (await usdc.approve(await factory.getAddress(), amount)).wait();
  const started: StartedIndex[] = [];
  for (const plan of plans) {
    const { name, symbol, rules } = plan;
    const creation = {
      ...{ name, symbol, usdcAmount: CREATION_USDC, sharePrice: SHARE_PRICE, salt: ZeroHash },
      ...termsFor(rules, { lossLimit: LOSS_LIMIT }),
    };
    const receipt = await (await factory.createIndex(creation)).wait();
    const address = await factory.indexAt(started.length);
    const vault = await market.ethers.getContractAt("IndexVault", address);
    started.push({ plan, vault, address, createdBlock: receipt?.blockNumber ?? 0 });
  }
  return started;
}
