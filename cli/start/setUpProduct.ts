import { mkdtemp } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { getAddress } from "viem";

import { localClient } from "../../demo/localClient.ts";
import { openChain } from "../../demo/openChain.ts";
import { setUpSheaf } from "../../demo/setUpSheaf.ts";
import { createIndexes } from "./createIndexes.ts";
import type { History } from "./history.ts";
import type { IndexPlan } from "./indexPlan.ts";
import { namesInReach } from "./namesInReach.ts";
import type { Product } from "./product.ts";

/** Opens a chain in this process two weeks before the history, deploys everything, and creates the indexes. */
export async function setUpProduct(
  history: History,
  plans: readonly IndexPlan[],
): Promise<Product> {
  const connection = await openChain(history.market.weeks[history.first]?.date ?? "", undefined);
  const rows = namesInReach(
    history,
    plans.map(({ rules }) => rules),
  );
  const local = await setUpSheaf(connection, rows);
  const indexes = await createIndexes(local, plans);
  const documents = await mkdtemp(join(tmpdir(), "sheaf-start-"));
  process.once("exit", () => rmSync(documents, { recursive: true, force: true }));
  const client = localClient(connection.provider, getAddress(local.multicall));
  return { local, client, indexes, documents };
}
