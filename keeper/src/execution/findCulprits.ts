import type { Address } from "viem";
import { encodeTrade } from "@sheaf/sdk/plan/encodeTrade";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { PlannedTrade } from "@sheaf/sdk/plan/plan";

import { planFor } from "./planFor.ts";
import { readHead } from "./readHead.ts";
import { refusalOf } from "./refusalOf.ts";
import { simulateCall } from "./simulateCall.ts";
import { tokensOf } from "./tokensOf.ts";
import type { ExecutionContext } from "./executionContext.ts";
import type { PlanningContext } from "./planFor.ts";
import type { Revert } from "./refusalOf.ts";

export type CulpritInputs = {
  readonly index: IndexState;
  readonly trade: PlannedTrade;
  readonly revert: Revert;
  readonly executor: Address;
};

/**
 * Components that made a simulated trade revert, each with the reason. A component that the error names is one. If it names
 * none, each component is planned and simulated alone. Empty if none fails alone.
 */
export async function findCulprits(
  context: ExecutionContext,
  planning: PlanningContext,
  { index, trade, revert, executor }: CulpritInputs,
): Promise<ReadonlyMap<Address, string>> {
  const tokens = tokensOf(trade);
  const named = namedBy(revert, tokens);
  const [single] = tokens;
  if (named !== undefined) return new Map([[named, reasonOf(revert)]]);
  if (single !== undefined && tokens.length === 1) return new Map([[single, reasonOf(revert)]]);
  const culprits = new Map<Address, string>();
  for (const token of tokens) {
    const [alone] = planFor(planning, index, new Set([token])).trades;
    if (alone === undefined) continue; // a purchase that only sales pay for
    const failure = await refusedAlone(context, planning, { index, trade: alone, executor });
    if (failure !== undefined) culprits.set(token, reasonOf(failure));
  }
  return culprits;
}

function reasonOf({ errorName = "an unknown error" }: Revert): string {
  return errorName === "NothingTraded"
    ? "its leg moved nothing"
    : `it stopped a trade with ${errorName}`;
}

function namedBy({ args }: Revert, tokens: readonly Address[]): Address | undefined {
  const texts = args.map((arg) => (typeof arg === "string" ? arg.toLowerCase() : ""));
  return tokens.find((token) => texts.includes(token.toLowerCase()));
}

async function refusedAlone(
  { client, signer, vault }: ExecutionContext,
  { state }: PlanningContext,
  { index, trade, executor }: Omit<CulpritInputs, "revert">,
): Promise<Revert | undefined> {
  const epochNumber = BigInt(index.epoch.number);
  try {
    const { number: blockNumber } = await readHead(client, state.since);
    await simulateCall({
      client,
      from: typeof signer === "string" ? signer : signer.address,
      label: "trade of one component",
      to: vault,
      data: encodeTrade(trade, { epochNumber, executor }).calldata,
      blockNumber,
    });
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refusal.about === "components" ? refusal.error : undefined;
  }
}
