import { rm } from "node:fs/promises";

import { network } from "hardhat";
import { PermanentError } from "@sheaf/sdk/units/PermanentError";
import { WrongChainError } from "@sheaf/keeper/execution/errors";

/** Hardhat's and anvil's. */
export const LOCAL_CHAIN_ID = 31337;

const JOURNAL = `deploy/deployments/chain-${LOCAL_CHAIN_ID}`;

/** Deploying, two announced delays and some slack fit before the first Monday. {s} */
const LEAD_TIME = 14 * 86_400;

export type Connection = Awaited<ReturnType<typeof network.create>>;

/** The node's clock stands too late for the market: a chain's time only goes forward. */
export class ClockTooLateError extends PermanentError {
  override readonly name = "Demo.ClockTooLateError";

  constructor(now: string, needed: string) {
    super(
      `The node's clock says ${now}; the demo has to begin before ${needed}. Start the node with an earlier date, or leave --rpc out.`,
    );
  }
}

/**
 * Opens a local chain whose clock stands two weeks or more before `firstDate`: one in this process, or the node at `rpcUrl`.
 * @throws WrongChainError, ClockTooLateError
 */
export async function openChain(
  firstDate: string,
  rpcUrl: string | undefined,
): Promise<Connection> {
  const latest = new Date(Date.parse(`${firstDate}T00:00:00Z`) - LEAD_TIME * 1000).toISOString();
  if (rpcUrl === undefined) return network.create({ override: { initialDate: latest } });
  const connection = await network.create({ network: "external", override: { url: rpcUrl } });
  const chainId = Number(await connection.provider.request({ method: "eth_chainId" }));
  if (chainId !== LOCAL_CHAIN_ID) throw new WrongChainError(LOCAL_CHAIN_ID, chainId);
  const now = new Date((await connection.networkHelpers.time.latest()) * 1000).toISOString();
  if (now > latest) throw new ClockTooLateError(now, latest);
  // The journal of an earlier local node would say that everything is deployed.
  await rm(JOURNAL, { recursive: true, force: true });
  return connection;
}
